'use client';

import { useTranslations } from 'next-intl';
import { RingClock } from '@/components/time/ring-clock';
import { splitSeconds } from '@/components/time/split-seconds';

interface HoldClockProps {
  secondsLeft: number;
  /** Of the ring: how long the hold was when it was last prolonged. */
  secondsWhole: number;
}

/** What is left of the hold. */
export function HoldClock({ secondsLeft, secondsWhole }: HoldClockProps) {
  const t = useTranslations('checkout');
  return (
    <>
      <RingClock
        secondsLeft={secondsLeft}
        secondsWhole={secondsWhole}
        label={t('seatsKept')}
        sayLeft={(seconds) => t('secondsLeft', { seconds })}
      />
      {/* On a phone the clock would be far below the seats. */}
      <p
        aria-hidden="true"
        className={`fixed right-4 bottom-4 z-30 rounded-full border border-line-strong bg-raised px-4 py-2 font-extrabold text-lg tabular shadow-(--shadow) lg:hidden ${secondsLeft <= 30 ? 'text-danger' : 'text-ink'}`}
      >
        {splitSeconds(secondsLeft).clock}
      </p>
    </>
  );
}
