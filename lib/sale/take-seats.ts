import { crashPoint } from '@/lib/crash-point';
import type { Hold } from '@/lib/domain/hold';
import type { HoldRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { placesIn } from '@/lib/domain/standing-area';
import { countLiveTickets } from '@/lib/postgres/booking-store';
import {
  type HoldAnswer,
  holdPlaces,
  releasePlaces,
  type StoredHold,
  type WatchedRows,
} from '@/lib/redis/hold-store';
import { askHold } from './ask-hold';
import type { Sale } from './find-sale';
import { areasLeft, lostSeats } from './lost-seats';
import { presentHold } from './priced-seats';

/**
 * Takes the sale's seats and places of standing areas into the buyer's hold, all or none, within the buyer's limit. Answers ROW_CHANGED when the
 * watched rows are not as they were judged. Throws StoreUnavailable.
 */
export async function takeSeats(
  sale: Sale,
  userId: string,
  watched?: WatchedRows,
): Promise<Result<Hold, HoldRefusal> | 'ROW_CHANGED'> {
  const { scheduleId, rules } = sale.schedule;
  const whose = { scheduleId, userId };
  crashPoint('hold_due');
  const said = await askHold(scheduleId, () => holdPlaces(whose, sale, rules, rules.seatLimit, watched));
  switch (said.outcome) {
    case 'held':
      crashPoint('hold_taken');
      return withinSeatLimit(sale, whose, said.hold, said.touched);
    case 'SEAT_LIMIT_EXCEEDED': {
      const alreadyYours = said.held + (await countLiveTickets(userId, scheduleId));
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
    case 'NOT_ENOUGH_PLACES':
      return refused(areasLeft(sale, said.left));
    default:
      throw new Error(`hold-seats answered ${said.outcome}`);
  }
}

type Taken = Extract<HoldAnswer, { outcome: 'held' }>['touched'];

/**
 * Live bookings count towards the limit. They are counted after the seats were taken: counted before, a booking that
 * commits in between would let both through.
 */
async function withinSeatLimit(
  sale: Sale,
  whose: { scheduleId: string; userId: string },
  hold: StoredHold,
  taken: Taken,
): Promise<Result<Hold, HoldRefusal>> {
  const { rules } = sale.schedule;
  const giveBack = async () => {
    if (taken.places.length + taken.areas.length === 0) return;
    const had = taken.areas.map(({ area, quantity }) => {
      const held = hold.areas.find((one) => one.area === area)?.quantity ?? 0;
      return { area, quantity: held - quantity };
    });
    await releasePlaces(whose, { places: taken.places, areas: had }, rules);
  };
  let live: number;
  try {
    live = await countLiveTickets(whose.userId, whose.scheduleId);
  } catch (error) {
    await giveBack();
    throw error;
  }
  const held = hold.places.length + placesIn(hold.areas);
  crashPoint('hold_counted');
  if (live + held <= rules.seatLimit) return granted(presentHold(sale, hold));
  await giveBack();
  const alreadyYours = live + held - taken.places.length - placesIn(taken.areas);
  return refused({ code: 'SEAT_LIMIT_EXCEEDED', limit: rules.seatLimit, alreadyYours });
}
