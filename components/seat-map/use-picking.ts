'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { StandbyActions } from '@/components/standby/standby-actions';
import type { Hold } from '@/lib/domain/hold';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { seatId } from '@/lib/domain/seat';
import type { Standby } from '@/lib/domain/standby';
import type { DeskView } from './hold-desk';
import type { HoldActions } from './hold-wishes';
import type { LinkPhase } from './live-link';
import type { MapNotice, SeatOffer } from './map-notice';
import type { MapStage } from './map-stage';
import { showPlaces } from './show-places';
import { useDeskEvents } from './use-desk-events';
import { useHold } from './use-hold';
import type { LateParts } from './use-late-parts';
import { useMapLines } from './use-map-lines';
import { usePartySize } from './use-party-size';
import { useSalePhase } from './use-sale-phase';
import type { StandbyLines } from './use-standby';
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
  /** How the map is connected. */
  link: LinkPhase;
  /** null until they are there. */
  late: LateParts | null;
  schedule: ScheduleDetail;
  visitor: Visitor;
  hold: Hold | null;
  booked: readonly number[];
  entries: number;
  /** The seat chosen before signing in; held once the map is there. */
  wanted: number | null;
  standby: readonly Standby[];
  actions: HoldActions;
  standbyActions: StandbyActions;
}

/** What the picker's parts need to know and do. */
export interface Picking {
  view: DeskView;
  notice: MapNotice | null;
  /** What was said last to screen readers. */
  said: string;
  /** How many seats the buyer may have here beside those already booked. */
  most: number;
  partySize: number | null;
  setPartySize: (size: number | null) => void;
  choose: (place: number) => void;
  stand: (area: number, quantity: number) => void;
  chooseBest: (quantity: number, accessible: boolean) => void;
  takeOffer: (offer: SeatOffer) => void;
  standby: StandbyLines;
  /** Stands by for a seat of somebody else's; undefined where nobody can. */
  standBy: ((place: number) => void) | undefined;
  nameOf: (place: number) => string;
  show: (place: number) => void;
  closeNotice: () => void;
  milestone: (seconds: number) => void;
}

const lossOf = { held: 'SEAT_ALREADY_HELD', sold: 'SEAT_ALREADY_SOLD', withheld: 'SEAT_WITHHELD' } as const;

/** Turns a chosen seat into a hold, a release, a way to sign in, or a reason why not. */
export function usePicking(wish: PickingWish): Picking {
  const { stage, late, schedule, visitor, booked, entries } = wish;
  const t = useTranslations('seatMap');
  const router = useRouter();
  const phase = useSalePhase(schedule);
  const talk = useDeskEvents({ stage, schedule, late, sale: phase, link: wish.link });
  const { warn, sentence } = talk;
  const limit = schedule.rules.seatLimit;
  const most = Math.max(limit - booked.length - entries, 1);
  const { partySize, setPartySize } = usePartySize(schedule.scheduleId, most);

  const { desk, view } = useHold({
    scheduleId: schedule.scheduleId,
    buyerId: visitor.buyerId,
    hold: wish.hold,
    serverNow: schedule.now,
    booked,
    actions: wish.actions,
    partySize,
    stage,
    onEvent: (event) => {
      talk.onEvent(event, desk.places());
      if (event.type === 'unreachable') void desk.refresh();
    },
    onEnd: () => warn(t('ended')),
    onReturn: () => router.refresh(),
  });

  const lines = useMapLines({
    ...{ stage, schedule, visitor, talk, show: (places) => showPlaces(stage, places) },
    initial: wish.standby,
    actions: wish.standbyActions,
    refreshHold: () => void desk.refresh(),
  });

  /** Whether seats may be taken now; says why not, or leads to the sign-in page. */
  const mayTake = (place: number | null, count: number): boolean => {
    if (phase === 'not_open') {
      const end = { when: 'sale-open' } as const;
      warn(sentence({ code: 'SALES_NOT_OPEN', opensAt: schedule.salesOpenAt }), { end });
    } else if (phase === 'cancelled') warn(sentence({ code: 'SHOW_CANCELLED' }));
    else if (phase === 'closed') warn(sentence({ code: 'SALES_CLOSED', closedAt: schedule.salesCloseAt }));
    else if (place !== null && stage.state.statusAt(place) !== 'available') {
      const status = stage.state.statusAt(place);
      if (status !== 'mine' && status !== 'available') {
        talk.lose(place, { code: lossOf[status], seats: [], alternatives: [] });
      }
    } else if (visitor.buyerId === null) {
      router.push(signInAddress(schedule.scheduleId, place, visitor.superseded));
    } else {
      const alreadyYours = desk.count + booked.length + entries;
      if (alreadyYours + count <= limit) return true;
      warn(sentence({ code: 'SEAT_LIMIT_EXCEEDED', limit, alreadyYours }));
    }
    return false;
  };

  const choose = (place: number) => {
    if (!stage.state.known) return;
    if (booked.includes(place)) return warn(t('alreadyBooked'));
    if (view.hold?.offeredSeatIds.includes(seatId(schedule.scheduleId, place))) return lines.explain();
    const giveBack = view.places.includes(place);
    if (!giveBack && !mayTake(place, 1)) return;
    const wanted = desk.count + 1;
    // One seat more than the party: the party has grown.
    if (!giveBack && partySize !== null && wanted > partySize) setPartySize(wanted);
    // Not when the answer comes: by then a later tap may have been refused, and its reason must stay.
    talk.quiet();
    desk.toggle(place);
  };

  /** So many places of a standing area shall be mine. */
  const stand = (area: number, quantity: number) => {
    if (!stage.areas.known) return;
    const had = desk.areas().find((one) => one.area === area)?.quantity ?? 0;
    if (quantity === had) return;
    if (quantity > had && !mayTake(null, quantity - had)) return;
    const wanted = desk.count + quantity - had;
    if (partySize !== null && wanted > partySize) setPartySize(wanted);
    talk.quiet();
    desk.stand(area, quantity);
  };

  const chooseBest = (quantity: number, accessible: boolean) => {
    if (!stage.state.known || !mayTake(null, quantity)) return;
    const { filter, hall } = stage;
    const names = [...(filter ?? [])].flatMap((category) => hall.grades[category]?.name ?? []);
    talk.quiet();
    desk.takeBest(quantity, [...new Set(names)], accessible);
  };

  const takeOffer = ({ take, giveBack }: SeatOffer) => {
    talk.quiet();
    desk.swap(take, giveBack, most);
  };

  const show = useCallback(
    (place: number) => {
      const { hall, camera } = stage;
      stage.showFloorOf(place);
      camera.flyToPoint({ x: hall.x[place] ?? 0, y: hall.y[place] ?? 0 }, 30 / hall.pitch);
      stage.draw('pulse', [place]);
    },
    [stage],
  );

  const wanted = { scheduleId: schedule.scheduleId, madeAt: schedule.now, place: wish.wanted };
  useWantedSeat(stage, wanted, (place) => {
    show(place);
    if (visitor.buyerId !== null && !desk.places().includes(place)) choose(place);
  });

  return {
    ...{ view, most, partySize, setPartySize, choose, stand, chooseBest, takeOffer, show },
    standby: lines.standby,
    standBy: phase === 'open' ? lines.standBy : undefined,
    notice: talk.notice,
    said: talk.said,
    nameOf: talk.nameOf,
    closeNotice: talk.quiet,
    milestone: (seconds) => talk.say(t('saidSeconds', { seconds })),
  };
}
