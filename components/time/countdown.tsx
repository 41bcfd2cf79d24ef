'use client';

import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useEffect } from 'react';
import { useServerSeconds } from '@/components/time/server-clock';
import { splitSeconds } from '@/components/time/split-seconds';

interface CountdownProps {
  /** ISO 8601 */
  until: string;
  /** The server's time when it rendered this, ISO 8601. */
  serverNow: string;
  /** What the countdown is for, in whole words with the absolute time, for screen readers. */
  label: string;
  className?: string;
}

/** Counts down in the server's time; when it ends, asks the server for the page as it is then. */
export function Countdown({ until, serverNow, label, className }: CountdownProps) {
  const seconds = Math.max(0, Math.ceil(Date.parse(until) / 1000) - useServerSeconds(serverNow));
  const language = useLocale();
  const router = useRouter();
  const over = seconds === 0;

  useEffect(() => {
    if (!over) return;
    // Spread over two seconds: everybody who waits for the same sale would ask at once otherwise.
    const timer = setTimeout(() => router.refresh(), 300 + Math.random() * 2000);
    return () => clearTimeout(timer);
  }, [over, router]);

  const { days, clock } = splitSeconds(seconds);
  return (
    <span role="timer" aria-label={label} className={className}>
      <span aria-hidden="true" className="tabular">
        {days > 0 && (language === 'ko' ? `${days}일 ` : `${days}d `)}
        {clock}
      </span>
    </span>
  );
}
