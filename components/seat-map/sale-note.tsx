'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Countdown } from '@/components/time/countdown';
import { showDuration } from '@/components/time/duration';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';
import type { MapStage } from './map-stage';
import { useSalePhase } from './use-sale-phase';
import { useAreaVersion, useSeatVersion } from './use-seat-map';

interface SaleWordsProps {
  schedule: ScheduleDetail;
  signedIn: boolean;
  /** As far as is known. */
  soldOut: boolean;
}

/** While nothing is chosen: how to choose, when the sale opens, that it is over, or that the show is cancelled. */
export function SaleNote({ stage, ...said }: Omit<SaleWordsProps, 'soldOut'> & { stage: MapStage }) {
  const { state, areas } = stage;
  useSeatVersion(state);
  useAreaVersion(areas);
  return <SaleWords {...said} soldOut={state.known && state.free + areas.freeInAll === 0} />;
}

/** The same before the map is there. */
export function SaleWords({ schedule, signedIn, soldOut }: SaleWordsProps) {
  const t = useTranslations('seatMap');
  const common = useTranslations('common');
  const language = useLocale();
  const phase = useSalePhase(schedule);
  const when = (iso: string) => showDateTime(iso, language, schedule.venue.timeZone);
  if (phase === 'not_open') {
    return (
      <div data-testid="sale-note">
        <p className="flex items-baseline justify-between gap-3 font-bold text-ink">
          {t('opensIn')}
          <Countdown
            until={schedule.salesOpenAt}
            serverNow={schedule.now}
            label={t('opensAt', { at: when(schedule.salesOpenAt) })}
            className="font-extrabold text-accent-ink text-xl"
          />
        </p>
        <p>{t('opensAt', { at: when(schedule.salesOpenAt) })}</p>
      </div>
    );
  }
  const { seatLimit, holdSeconds } = schedule.rules;
  const [head, body] =
    phase === 'cancelled'
      ? [t('showCancelled'), schedule.cancelled?.reason ?? t('showCancelledHint')]
      : phase === 'closed'
        ? [t('closed'), t('closedAt', { at: when(schedule.salesCloseAt) })]
        : soldOut
          ? [t('soldOut'), t(schedule.rules.standby ? 'soldOutStandby' : 'soldOutHint')]
          : [
              t('howTo'),
              t(signedIn ? 'howToHint' : 'howToSignIn', {
                limit: seatLimit,
                time: showDuration(common, holdSeconds),
              }),
            ];
  return (
    <div data-testid="sale-note">
      <p className="font-bold text-ink">{head}</p>
      <p>{body}</p>
    </div>
  );
}
