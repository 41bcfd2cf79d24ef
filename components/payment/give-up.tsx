'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

/** Gives an unpaid booking up, after asking once more: its seats are free at once. */
export function GiveUp({ busy, onGiveUp }: { busy: boolean; onGiveUp: () => void }) {
  const t = useTranslations('payment');
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
          {t('giveUp')}
        </Button>
      </div>
    );
  }
  return (
    <div
      ref={box}
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-2xl border border-line-strong p-4"
    >
      <p className="mr-auto font-semibold">{t('giveUpAsk')}</p>
      <Button variant="secondary" onClick={() => setAsking(false)}>
        {t('keep')}
      </Button>
      <Button variant="dangerOutline" disabled={busy} aria-busy={busy} onClick={onGiveUp}>
        {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
        {t('giveUpForGood')}
      </Button>
    </div>
  );
}
