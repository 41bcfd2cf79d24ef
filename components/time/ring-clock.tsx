import { splitSeconds } from '@/components/time/split-seconds';

interface RingClockProps {
  secondsLeft: number;
  /** Of the ring. */
  secondsWhole: number;
  /** What runs out. */
  label: string;
  /** Said aloud at 60, 30 and 10 seconds. */
  sayLeft: (seconds: number) => string;
}

const around = 2 * Math.PI * 20;

/** What is left of a time: a ring and a clock; turns to a warning at 30 seconds. Read out at 60, 30 and 10. */
export function RingClock({ secondsLeft, secondsWhole, label, sayLeft }: RingClockProps) {
  const warns = secondsLeft <= 30;
  const share = secondsWhole > 0 ? Math.min(1, secondsLeft / secondsWhole) : 0;
  const announced = secondsLeft <= 10 ? 10 : secondsLeft <= 30 ? 30 : secondsLeft <= 60 ? 60 : null;
  return (
    <div className={`flex items-center gap-3 ${warns ? 'text-danger' : 'text-ink'}`}>
      <svg viewBox="0 0 48 48" className="size-12 shrink-0 -rotate-90" aria-hidden="true">
        <circle cx="24" cy="24" r="20" fill="none" strokeWidth="5" className="stroke-raised" />
        <circle
          cx="24"
          cy="24"
          r="20"
          fill="none"
          strokeWidth="5"
          strokeLinecap="round"
          stroke={warns ? 'currentColor' : 'var(--accent-ink)'}
          strokeDasharray={around}
          strokeDashoffset={around * (1 - share)}
          className="transition-[stroke-dashoffset] duration-1000 ease-linear"
        />
      </svg>
      <p role="timer" className="leading-tight">
        <span className="block font-extrabold text-2xl tabular">{splitSeconds(secondsLeft).clock}</span>
        <span className="text-soft text-sm">{label}</span>
      </p>
      <p aria-live="assertive" className="sr-only">
        {announced !== null && secondsLeft > 0 && sayLeft(announced)}
      </p>
    </div>
  );
}
