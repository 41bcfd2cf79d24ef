'use client';

import { useLocale, useTranslations } from 'next-intl';
import { splitSeconds } from '@/components/time/split-seconds';
import { showDateTime } from '@/lib/domain/show-time';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { Figure } from './figure';

interface LobbyProps {
  phase: 'not_open' | 'early' | 'drawing';
  place: WaitingPlace;
  /** The server's time, seconds since 1970. */
  now: number;
  timeZone: string;
}

/** Before the sale: how long until the room or the sale opens, and that nobody gains by hurrying. */
export function Lobby({ phase, place, now, timeZone }: LobbyProps) {
  const t = useTranslations('waitingRoom');
  const language = useLocale();
  const until = phase === 'not_open' ? place.opensAt : place.salesOpenAt;
  const at = showDateTime(until, language, timeZone);
  if (phase === 'drawing') {
    return (
      <Figure title={t('drawingTitle')} note={t('drawingBody')}>
        <span className="inline-block animate-pulse">{t('drawing')}</span>
      </Figure>
    );
  }
  const { days, clock } = splitSeconds(Math.max(0, Math.ceil(Date.parse(until) / 1000) - now));
  return (
    <>
      <Figure
        title={t(phase === 'early' ? 'untilSale' : 'untilRoom')}
        note={t(phase === 'early' ? 'earlyBody' : 'notOpenBody', { at })}
      >
        <span role="timer" aria-label={t(phase === 'early' ? 'saleAt' : 'roomAt', { at })}>
          <span aria-hidden="true">
            {days > 0 && (
              <span className="block text-[0.5em] leading-tight sm:mr-[0.4em] sm:inline">
                {t('days', { days })}
              </span>
            )}
            {clock}
          </span>
        </span>
      </Figure>
      {phase === 'early' && (
        <p className="mt-6 flex items-center gap-2.5 font-semibold">
          <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-accent-ink" />
          {/* The server's count may be a second old, and from before this one came. */}
          {t('inside', { people: Math.max(1, place.people) })}
        </p>
      )}
    </>
  );
}
