'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

/** Gives the place up, after asking once more: it cannot be had back. */
export function LeaveLine({ busy, onLeave }: { busy: boolean; onLeave: () => void }) {
  const t = useTranslations('waitingRoom');
  const [asking, setAsking] = useState<boolean | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: the keyboard goes on at the one that stands there now.
  useEffect(() => {
    if (asking !== null) box.current?.querySelector('button')?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <div ref={box}>
        <Button variant="quiet" className="-ml-5" onClick={() => setAsking(true)}>
          {t('leave')}
        </Button>
      </div>
    );
  }
  return (
    <div
      ref={box}
      role="alert"
      className="flex grow flex-wrap items-center gap-3 rounded-2xl border border-line-strong p-4"
    >
      <p className="mr-auto font-semibold">{t('leaveAsk')}</p>
      <Button variant="secondary" onClick={() => setAsking(false)}>
        {t('stay')}
      </Button>
      <Button variant="dangerOutline" disabled={busy} aria-busy={busy} onClick={onLeave} data-testid="leave">
        {t('leaveForGood')}
      </Button>
    </div>
  );
}
