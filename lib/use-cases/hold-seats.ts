import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { HoldRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import { metrics } from '@/lib/metrics';
import { countLiveSeats } from '@/lib/postgres/booking-store';
import { holdPlaces, releasePlaces, type StoredHold } from '@/lib/redis/hold-store';
import { askHold } from '@/lib/sale/ask-hold';
import { findSale, type Sale, saleRefusal } from '@/lib/sale/find-sale';
import { lostSeats } from '@/lib/sale/lost-seats';
import { presentHold } from '@/lib/sale/priced-seats';
import { settleInTime } from '@/lib/sale/settle-in-time';

interface Wish {
  buyer: Buyer;
  scheduleId: string;
  eventId?: string | undefined;
  wanted: SeatsWanted;
}

/**
 * Holds seats for a buyer: all of them or none; adds to the buyer's hold of the schedule and re-arms it. Seats that
 * are the buyer's already are no conflict. Refuses by the rules of the sale and names lost seats with the nearest free
 * ones. Throws StoreUnavailable.
 */
export async function holdSeats(wish: Wish): Promise<Result<Hold, HoldRefusal>> {
  const result = await settleInTime(tryToHold(wish));
  metrics.holds.inc({ outcome: result.ok ? 'held' : result.refusal.code });
  return result;
}

async function tryToHold({ buyer, ...wish }: Wish): Promise<Result<Hold, HoldRefusal>> {
  const found = await findSale(wish);
  if (!found.ok) return found;
  const sale = found.value;
  const closed = saleRefusal(sale.schedule);
  if (closed) return refused(closed);

  const { scheduleId, rules } = sale.schedule;
  const whose = { scheduleId, userId: buyer.userId };
  const said = await askHold(scheduleId, () => holdPlaces(whose, sale.places, rules, rules.seatLimit));
  switch (said.outcome) {
    case 'held':
      return withinLimit(sale, whose, said.hold, said.touched);
    case 'SEAT_LIMIT_EXCEEDED': {
      const alreadyYours = said.held + (await countLiveSeats(buyer.userId, scheduleId));
      return refused({ code: said.outcome, limit: rules.seatLimit, alreadyYours });
    }
    case 'BOOKING_IN_PROGRESS':
      return refused({ code: said.outcome });
    case 'SEAT_ALREADY_HELD':
    case 'SEAT_ALREADY_SOLD':
    case 'SEAT_WITHHELD':
      return refused(await lostSeats(sale, said.outcome, said.places));
    default:
      throw new Error(`hold-seats answered ${said.outcome}`);
  }
}

/**
 * Live bookings count towards the limit. They are counted after the seats were taken: counted before, a booking that
 * commits in between would let both through.
 */
async function withinLimit(
  sale: Sale,
  whose: { scheduleId: string; userId: string },
  hold: StoredHold,
  taken: number[],
): Promise<Result<Hold, HoldRefusal>> {
  const { rules } = sale.schedule;
  const giveBack = async () => {
    if (taken.length > 0) await releasePlaces(whose, taken, rules);
  };
  let live: number;
  try {
    live = await countLiveSeats(whose.userId, whose.scheduleId);
  } catch (error) {
    await giveBack();
    throw error;
  }
  if (live + hold.places.length <= rules.seatLimit) return granted(presentHold(sale, hold));
  await giveBack();
  const alreadyYours = live + hold.places.length - taken.length;
  return refused({ code: 'SEAT_LIMIT_EXCEEDED', limit: rules.seatLimit, alreadyYours });
}
