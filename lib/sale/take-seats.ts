import type { Hold } from '@/lib/domain/hold';
import type { HoldRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { countLiveSeats } from '@/lib/postgres/booking-store';
import { holdPlaces, releasePlaces, type StoredHold, type WatchedRows } from '@/lib/redis/hold-store';
import { askHold } from './ask-hold';
import type { Sale } from './find-sale';
import { lostSeats } from './lost-seats';
import { presentHold } from './priced-seats';

/**
 * Takes the sale's places into the buyer's hold, all or none, within the buyer's limit. Answers ROW_CHANGED when the
 * watched rows are not as they were judged. Throws StoreUnavailable.
 */
export async function takeSeats(
  sale: Sale,
  userId: string,
  watched?: WatchedRows,
): Promise<Result<Hold, HoldRefusal> | 'ROW_CHANGED'> {
  const { scheduleId, rules } = sale.schedule;
  const whose = { scheduleId, userId };
  const said = await askHold(scheduleId, () =>
    holdPlaces(whose, sale.places, rules, rules.seatLimit, watched),
  );
  switch (said.outcome) {
    case 'held':
      return withinSeatLimit(sale, whose, said.hold, said.touched);
    case 'SEAT_LIMIT_EXCEEDED': {
      const alreadyYours = said.held + (await countLiveSeats(userId, scheduleId));
      return refused({ code: said.outcome, limit: rules.seatLimit, alreadyYours });
    }
    case 'BOOKING_IN_PROGRESS':
      return refused({ code: said.outcome });
    case 'ROW_CHANGED':
      return said.outcome;
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
async function withinSeatLimit(
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
