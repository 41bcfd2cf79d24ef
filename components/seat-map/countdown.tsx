'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { splitSeconds } from '@/components/time/split-seconds';

interface CountdownProps {
  /** performance.now() milliseconds. */
  endsAt: number;
  /** What a full ring stands for. */
  fullSeconds: number;
  /** Hears the seconds worth saying aloud: 60, 30, 10. */
  onMilestone: (seconds: number) => void;
}

const milestones = [60, 30, 10];
const around = 2 * Math.PI * 20;

function secondsLeft(endsAt: number): number {
  return Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
}

/** The ring that runs out with the hold; warns from 30 seconds. */
export function Countdown({ endsAt, fullSeconds, onMilestone }: CountdownProps) {
  const t = useTranslations('seatMap');
  const [seconds, setSeconds] = useState(() => secondsLeft(endsAt));
  const reached = useEffectEvent(onMilestone);

  useEffect(() => {
    let before = secondsLeft(endsAt);
    setSeconds(before);
    const timer = setInterval(() => {
      const left = secondsLeft(endsAt);
      if (left === before) return;
      // A tab in the background skips seconds: the last milestone passed is the one to say.
      const passed = milestones.filter((mark) => left <= mark && before > mark).at(-1);
      before = left;
      setSeconds(left);
      if (passed !== undefined && left > 0) reached(passed);
    }, 200);
    return () => clearInterval(timer);
  }, [endsAt]);

  const warn = seconds <= 30;
  const share = Math.min(seconds / Math.max(fullSeconds, 1), 1);
  const { clock } = splitSeconds(seconds);
  return (
    <div
      role="timer"
      aria-label={t('secondsLeft', { seconds })}
      data-testid="hold-countdown"
      data-warning={warn}
      className="relative grid size-13 shrink-0 place-items-center text-ink data-[warning=true]:text-warning"
    >
      <svg viewBox="0 0 48 48" className="absolute inset-0 -rotate-90" aria-hidden="true">
        <circle cx="24" cy="24" r="20" fill="none" strokeWidth="4" className="stroke-line" />
        <circle
          cx="24"
          cy="24"
          r="20"
          fill="none"
          strokeWidth="4"
          strokeLinecap="round"
          strokeDasharray={around}
          strokeDashoffset={around * (1 - share)}
          className={`transition-[stroke-dashoffset] duration-300 ease-linear ${warn ? 'stroke-warning' : 'stroke-accent-ink'}`}
        />
      </svg>
      <span aria-hidden="true" className="tabular relative font-bold text-[0.8125rem]">
        {clock}
      </span>
    </div>
  );
}
