'use client';

import { Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import type { Standby } from '@/lib/domain/standby';

/** Opens my places in line; says how many there are, and when something came free. */
export function StandbyButton({ lines, onOpen }: { lines: readonly Standby[]; onOpen: () => void }) {
  const t = useTranslations('standby');
  const waiting = lines.filter(({ state }) => state === 'waiting').length;
  const offered = lines.some(({ state }) => state === 'offered');
  return (
    <button
      type="button"
      onClick={onOpen}
      data-testid="standby-button"
      // Marked, and not in the colour of the one thing to do next: that is to book.
      className={`${buttonStyle({ variant: 'secondary', size: 'compact' })} w-full ${offered ? 'text-accent-ink ring-2 ring-accent-ink' : ''}`}
    >
      <Hourglass aria-hidden="true" />
      {offered ? t('offeredButton') : t('open', { count: waiting })}
    </button>
  );
}
