'use client';

import { useTranslations } from 'next-intl';
import { useServerSeconds } from '@/components/time/server-clock';
import { splitSeconds } from '@/components/time/split-seconds';

/** What is left of an offer, by the server's clock. */
export function OfferClock({ endsAt, serverNow }: { endsAt: string; serverNow: string }) {
  const t = useTranslations('standby');
  const seconds = Math.max(0, Math.ceil(Date.parse(endsAt) / 1000) - useServerSeconds(serverNow));
  const { clock } = splitSeconds(seconds);
  return (
    <span role="timer" aria-label={t('offerLeft', { time: clock })} className="font-extrabold tabular">
      {clock}
    </span>
  );
}
