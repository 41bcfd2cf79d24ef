'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { isWorthSaying, type SaidPlace } from './say-place';
import type { WaitingPhase } from './waiting-phase';

interface ToSay {
  phase: WaitingPhase;
  place: WaitingPlace;
  eventTitle: string;
}

/**
 * What screen readers are told, in few words at the right moments; keeps the window's title at the place as well, for
 * who looks at another tab meanwhile.
 */
export function useSaid({ phase, place, eventTitle }: ToSay): string {
  const t = useTranslations('waitingRoom');
  const language = useLocale();
  const [said, setSaid] = useState('');
  const last = useRef<SaidPlace | null>(null);
  const number = place.place === null ? '' : new Intl.NumberFormat(language).format(place.place);

  // Before anything else can run, here and when it ends: the next page's title must not be written over.
  useLayoutEffect(() => {
    const head = phase === 'waiting' ? t('titlePlace', { place: number }) : t(`title.${phase}`);
    const title = `${head} · ${eventTitle}`;
    const write = () => {
      if (document.title !== title) document.title = title;
    };
    write();
    // The page's own title is streamed: it may come after this one.
    const late = new MutationObserver(write);
    late.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => late.disconnect();
  }, [t, phase, number, eventTitle]);

  useEffect(() => {
    if (phase !== 'waiting' || place.place === null) {
      last.current = null;
      return setSaid(t(`title.${phase}`));
    }
    const at = performance.now();
    if (!isWorthSaying(last.current, place.place, at)) return;
    last.current = { place: place.place, at };
    setSaid(t('saidPlace', { place: number, ahead: place.ahead ?? 0 }));
  }, [t, phase, place.place, place.ahead, number]);

  useEffect(() => {
    if (phase === 'waiting' && place.room !== 'open') setSaid(t(`held.${place.room}`));
  }, [t, phase, place.room]);

  return said;
}
