'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { StandbyActions } from '@/components/standby/standby-actions';
import { useStandbyWords } from '@/components/standby/standby-words';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { seatId } from '@/lib/domain/seat';
import type { Standby } from '@/lib/domain/standby';
import type { MapStage } from './map-stage';
import type { DeskTalk } from './use-desk-events';
import { type StandbyEvent, type StandbyLines, useStandby } from './use-standby';
import { signInAddress } from './use-wanted-seat';

interface MapLinesUse {
  stage: MapStage;
  schedule: ScheduleDetail;
  visitor: { buyerId: string | null; superseded: boolean };
  talk: DeskTalk;
  initial: readonly Standby[];
  actions: StandbyActions;
  /** Flies to seats. */
  show: (places: number[]) => void;
  /** What the line brought is in my hold. */
  refreshHold: () => void;
}

/** Lines in the map's words: what came of standing by is said in its notices, what came free is shown. */
export function useMapLines({ stage, schedule, visitor, talk, ...wish }: MapLinesUse): {
  standby: StandbyLines;
  standBy: ((place: number) => void) | undefined;
  /** Says what a seat that the line brought is. */
  explain: () => void;
} {
  const t = useTranslations('standby');
  const words = useStandbyWords();
  const router = useRouter();
  const { scheduleId } = schedule;

  const onEvent = (event: StandbyEvent) => {
    switch (event.type) {
      case 'joined': {
        const { standby } = event;
        const ahead = words.ahead(standby.ahead ?? 0);
        return talk.warn(t('joined', { wish: words.wish(standby), ahead }), { kind: 'note' });
      }
      case 'offered': {
        const { seats = [], endsInSeconds = 0 } = event.standby.offer ?? {};
        wish.refreshHold();
        wish.show(seats.map(({ place }) => place));
        const link = { href: `/checkout/${scheduleId}`, text: t('book') };
        return talk.warn(t('offered', { seats: words.seats(seats) }), {
          ...{ kind: 'note', link, end: { when: 'later', seconds: endsInSeconds } },
        });
      }
      case 'over':
        talk.quiet();
        return wish.refreshHold();
      case 'refused':
        return talk.warn(talk.sentence(event.refusal));
      default:
        return talk.warn(t('unreachable'));
    }
  };

  const standby = useStandby({ scheduleId, initial: wish.initial, actions: wish.actions, stage, onEvent });

  const standBy = (place: number) => {
    const line = standby.lineOf(place);
    if (line) return talk.warn(t('alreadyIn', { ahead: words.ahead(line.ahead ?? 0) }), { kind: 'note' });
    if (visitor.buyerId === null) return router.push(signInAddress(scheduleId, place, visitor.superseded));
    void standby.join({ seatIds: [seatId(scheduleId, place)] });
  };

  return {
    standby,
    standBy: schedule.rules.standby ? standBy : undefined,
    explain: () => talk.warn(t('offeredSeat'), { kind: 'note' }),
  };
}
