'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { refusalSentence } from '@/components/refusal-text';
import type { Hold } from '@/lib/domain/hold';
import type { Refusal, SeatRefusal } from '@/lib/domain/refusals';
import type { ScheduleDetail } from '@/lib/domain/sale';
import type { DeskEvent, DeskView, HoldActions } from './hold-desk';
import type { MapStage } from './map-stage';
import { nearestFree } from './nearest-free';
import type { MapNotice } from './notice';
import { rowInWords, seatWords, sectionInWords } from './seat-words';
import { useHold } from './use-hold';
import { useSalePhase } from './use-sale-phase';
import { signInAddress, useWantedSeat } from './use-wanted-seat';

/** Who looks at the map. */
export interface Visitor {
  /** null = not signed in. */
  buyerId: string | null;
  /** Was signed in here until the account signed in elsewhere. */
  superseded: boolean;
}

interface PickingWish {
  stage: MapStage;
  schedule: ScheduleDetail;
  visitor: Visitor;
  hold: Hold | null;
  booked: readonly number[];
  /** The seat chosen before signing in; held once the map is there. */
  wanted: number | null;
  actions: HoldActions;
}

/** What the picker's parts need to know and do. */
export interface Picking {
  view: DeskView;
  notice: MapNotice | null;
  /** What was said last to screen readers. */
  said: string;
  choose: (place: number) => void;
  show: (place: number) => void;
  closeNotice: () => void;
  milestone: (seconds: number) => void;
}

const lostCode = { SEAT_ALREADY_HELD: 1, SEAT_ALREADY_SOLD: 2, SEAT_WITHHELD: 3 } as const;
const lossOf = { held: 'SEAT_ALREADY_HELD', sold: 'SEAT_ALREADY_SOLD', withheld: 'SEAT_WITHHELD' } as const;
const alternativesShown = 3;

/** Turns a chosen seat into a hold, a release, a way to sign in, or a reason why not. */
export function usePicking(wish: PickingWish): Picking {
  const { stage, schedule, visitor, booked } = wish;
  const t = useTranslations('seatMap');
  const all = useTranslations();
  const language = useLocale();
  const router = useRouter();
  const phase = useSalePhase(schedule);
  const [notice, setNotice] = useState<MapNotice | null>(null);
  const [said, say] = useState('');
  const sentence = (refusal: Refusal) => refusalSentence(all, refusal, language, schedule.venue.timeZone);
  const warn = (text: string, more: Partial<MapNotice> = {}) =>
    setNotice({ text, alternatives: [], link: null, ...more });
  const nameOf = (place: number) => {
    const { section, row, number } = seatWords(stage.hall, place);
    return t('seatName', {
      section: sectionInWords(section, language),
      row: rowInWords(row, language),
      number,
    });
  };

  const lose = (place: number, refusal: SeatRefusal) => {
    const offered = refusal.alternatives.map((seat) => seat.place);
    const near =
      offered.length > 0
        ? offered
        : nearestFree(stage.hall, stage.state.shownCodes, place, alternativesShown);
    const alternatives = near.slice(0, alternativesShown);
    stage.draw('flash', [place]);
    stage.draw('pulse', alternatives);
    warn(sentence(refusal), { alternatives });
  };

  const onRefused = (place: number, refusal: Refusal) => {
    switch (refusal.code) {
      case 'SEAT_ALREADY_HELD':
      case 'SEAT_ALREADY_SOLD':
      case 'SEAT_WITHHELD':
        // The stream will say the same in a moment; until then the seat must not look free.
        stage.state.apply([[place, lostCode[refusal.code]]]);
        return lose(place, refusal);
      case 'NOT_SIGNED_IN':
      case 'SESSION_SUPERSEDED': {
        const href = signInAddress(schedule.scheduleId, place, refusal.code === 'SESSION_SUPERSEDED');
        return warn(sentence(refusal), { link: { href, text: t('signIn') } });
      }
      default:
        return warn(sentence(refusal));
    }
  };

  const onEvent = (event: DeskEvent) => {
    if (event.type === 'held') {
      say(t('saidHeld', { seat: nameOf(event.place) }));
    } else if (event.type === 'released') {
      for (const place of event.places) say(t('saidReleased', { seat: nameOf(place) }));
    } else if (event.type === 'refused') {
      onRefused(event.place, event.refusal);
    } else {
      warn(t('unreachable'));
      void desk.refresh();
    }
  };

  const { desk, view } = useHold({
    scheduleId: schedule.scheduleId,
    buyerId: visitor.buyerId,
    hold: wish.hold,
    serverNow: schedule.now,
    booked,
    actions: wish.actions,
    stage,
    onEvent,
    onEnd: () => warn(t('ended')),
  });

  const choose = (place: number) => {
    const status = stage.state.statusAt(place);
    if (!stage.state.known) return;
    if (booked.includes(place)) return warn(t('alreadyBooked'));
    if (view.places.includes(place)) return desk.toggle(place);
    if (phase === 'not_open')
      return warn(sentence({ code: 'SALES_NOT_OPEN', opensAt: schedule.salesOpenAt }));
    if (phase === 'closed') return warn(sentence({ code: 'SALES_CLOSED', closedAt: schedule.salesCloseAt }));
    if (status !== 'available') {
      if (status !== 'mine') lose(place, { code: lossOf[status], seats: [], alternatives: [] });
      return;
    }
    if (visitor.buyerId === null) {
      return router.push(signInAddress(schedule.scheduleId, place, visitor.superseded));
    }
    const limit = schedule.rules.seatLimit;
    const alreadyYours = desk.places().length + booked.length;
    if (alreadyYours >= limit) return warn(sentence({ code: 'SEAT_LIMIT_EXCEEDED', limit, alreadyYours }));
    // Not when the answer comes: by then a later tap may have been refused, and its reason must stay.
    setNotice(null);
    desk.toggle(place);
  };

  const show = useCallback(
    (place: number) => {
      const { hall, camera } = stage;
      camera.flyToPoint({ x: hall.x[place] ?? 0, y: hall.y[place] ?? 0 }, 30 / hall.pitch);
      stage.draw('pulse', [place]);
    },
    [stage],
  );

  useWantedSeat(stage, wish.wanted, schedule.scheduleId, (place) => {
    show(place);
    if (visitor.buyerId !== null && !desk.places().includes(place)) choose(place);
  });

  return {
    view,
    notice,
    said,
    choose,
    show,
    closeNotice: () => setNotice(null),
    milestone: (seconds) => say(t('saidSeconds', { seconds })),
  };
}
