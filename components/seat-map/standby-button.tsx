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
      className={`${buttonStyle({ variant: offered ? 'primary' : 'secondary', size: 'compact' })} w-full`}
    >
      <Hourglass aria-hidden="true" />
      {offered ? t('offeredButton') : t('open', { count: waiting })}
    </button>
  );
}
