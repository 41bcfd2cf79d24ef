'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { LinkPhase } from './live-link';

/** A break shorter than this is not worth a word. */
const graceMilliseconds = 1200;

/** Says when the map is not up to date, and when it cannot be loaded at all. */
export function ConnectionBanner({ phase, retry }: { phase: LinkPhase; retry: () => void }) {
  const t = useTranslations('seatMap');
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (phase !== 'catching-up') return;
    const timer = setTimeout(() => setLong(true), graceMilliseconds);
    return () => clearTimeout(timer);
  }, [phase]);
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-3 bottom-3 z-20 flex justify-center"
      data-testid="connection"
      data-phase={phase}
    >
      {phase === 'catching-up' && long && (
        <p className="flex items-center gap-2 rounded-full bg-warning px-4 py-2 font-semibold text-sm text-stage">
          <LoaderCircle className="size-4 animate-spin" aria-hidden="true" />
          {t('reconnecting')}
        </p>
      )}
      {phase === 'failed' && (
        <div className="pointer-events-auto mb-[20dvh] max-w-sm rounded-2xl border border-line bg-raised p-5 text-center shadow-(--shadow)">
          <p className="font-bold text-lg">{t('stateFailed')}</p>
          <p className="mt-1 text-sm text-soft">{t('stateFailedHint')}</p>
          <Button className="mt-4" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
