'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { type Theme, themeCookie, themeOf, themes } from '@/components/site/theme';
import { Button } from '@/components/ui/button';

const changedEvent = 'rowlock:theme';

function subscribe(changed: () => void) {
  window.addEventListener(changedEvent, changed);
  return () => window.removeEventListener(changedEvent, changed);
}

interface ThemeSwitchProps {
  initial: Theme;
  labels: Record<Theme, string>;
  icons: Record<Theme, ReactNode>;
  /** The theme's name beside its sign, where there is room. */
  spelledOut?: boolean;
}

/** One button that goes round dark → light → system; its name says what is on now. */
export function ThemeSwitch({ initial, labels, icons, spelledOut = false }: ThemeSwitchProps) {
  const theme = useSyncExternalStore(
    subscribe,
    () => themeOf(document.documentElement.dataset.theme),
    () => initial,
  );

  const advance = () => {
    const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'dark';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset.theme = next;
    window.dispatchEvent(new Event(changedEvent));
  };

  if (spelledOut) {
    return (
      <Button variant="secondary" size="compact" onClick={advance}>
        {icons[theme]}
        {labels[theme]}
      </Button>
    );
  }
  return (
    <Button variant="quiet" size="icon" onClick={advance} aria-label={labels[theme]} title={labels[theme]}>
      {icons[theme]}
    </Button>
  );
}
