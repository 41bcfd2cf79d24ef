import { crashPoint } from '@/lib/crash-point';
import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { BuyerBusyRefusal, NotFoundRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { placeOfSeatId, seatId } from '@/lib/domain/seat';
import { areasWanted } from '@/lib/domain/seats-wanted';
import { type AreaWanted, areaId } from '@/lib/domain/standing-area';
import { declineOffered } from '@/lib/postgres/standby-store';
import { type HoldTimes, releasePlaces, type StoredHold, type Whose } from '@/lib/redis/hold-store';
import { askHold } from '@/lib/sale/ask-hold';
import { findSale } from '@/lib/sale/find-sale';
import { giveOfferUp } from '@/lib/sale/give-offer-up';
import { presentHold } from '@/lib/sale/priced-seats';
import { settleInTime } from '@/lib/sale/settle-in-time';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

/** What was dropped and what is left. */
export interface Released {
  released: string[];
  /** Places of standing areas that were dropped. */
  releasedAreas: AreaWanted[];
  hold: Hold | null;
}

interface Wish {
  buyer: Buyer;
  scheduleId: string;
  seatIds?: readonly string[] | undefined;
  areas?: readonly AreaWanted[] | undefined;
}

type Outcome = Result<
  Released,
  | Extract<NotFoundRefusal, { code: 'SCHEDULE_NOT_FOUND' | 'SEAT_NOT_FOUND' | 'AREA_NOT_FOUND' }>
  | BuyerBusyRefusal
>;

const nothing: Released = { released: [], releasedAreas: [], hold: null };

/**
 * Seats that the line brought leave the hold by being declined: in PostgreSQL first, where the offer is, then in Redis. Answers
 * those that were, and what is left of the hold.
 */
async function declineSeats(
  whose: Whose,
  held: StoredHold,
  times: HoldTimes,
  wanted: (place: number) => boolean,
) {
  const declined = held.offered.filter(wanted);
  if (declined.length === 0) return { declined, hold: held };
  await declineOffered(whose.userId, whose.scheduleId, declined);
  const left = await giveOfferUp(whose, declined, times);
  if (left) return { declined, hold: left };
  const places = held.places.filter((place) => !declined.includes(place));
  return {
    declined,
    hold: { ...held, places, offered: held.offered.filter((place) => !declined.includes(place)) },
  };
}

/**
 * Drops seats and places of standing areas out of the buyer's own hold (everything when none are named) and re-arms the
 * rest; of an area, `quantity` is how many stay. Seats that the line brought are declined with it. Nothing to drop is no error, and a hold that is being booked is left
 * alone: then nothing is released. Throws StoreUnavailable.
 */
export function releaseSeats(wish: Wish): Promise<Outcome> {
  return settleInTime(tryToRelease(wish));
}

async function tryToRelease(wish: Wish): Promise<Outcome> {
  const { scheduleId, seatIds } = wish;
  const found = await findSale({ scheduleId });
  if (!found.ok) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const { schedule } = found.value;
  const unknown = seatIds?.filter((id) => placeOfSeatId(scheduleId, id) === null) ?? [];
  if (unknown.length > 0) return refused({ code: 'SEAT_NOT_FOUND', seats: unknown.slice(0, 20) });
  const places = seatIds?.flatMap((id) => placeOfSeatId(scheduleId, id) ?? []) ?? [];
  const kept = areasWanted(scheduleId, schedule.areas.length, wish.areas ?? []);
  if (!kept.ok) return kept;
  const areas = kept.value;
  if ((seatIds || wish.areas) && places.length + areas.length === 0) return granted(nothing);

  const whose = { scheduleId, userId: wish.buyer.userId };
  return withBuyerLock(whose, async () => {
    crashPoint('release_due');
    const said = await askHold(scheduleId, () => releasePlaces(whose, { places, areas }, schedule.rules));
    if (said.outcome !== 'held') return granted(nothing);
    crashPoint('hold_released');
    const { touched } = said;
    const all = places.length + areas.length === 0;
    const { declined, hold } = await declineSeats(
      whose,
      said.hold,
      schedule.rules,
      (place) => all || places.includes(place),
    );
    return granted({
      released: [...touched.places, ...declined].map((place) => seatId(scheduleId, place)),
      releasedAreas: touched.areas.map(({ area, quantity }) => ({
        areaId: areaId(scheduleId, area),
        quantity,
      })),
      hold: hold.places.length + hold.areas.length > 0 ? presentHold(found.value, hold) : null,
    });
  });
}
