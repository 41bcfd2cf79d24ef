import { crashPoint } from '@/lib/crash-point';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import {
  cancelBookingOfShow,
  endShowCancellation,
  listBookingsToCancel,
  putCancelledShowBack,
  takeCancelledShow,
  withholdFreeSeats,
} from '@/lib/postgres/show-cancellation-store';
import { settleMeanwhile } from '@/lib/sale/settle-meanwhile';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';

/** Longer than a step takes; whoever dies in one leaves the show to the next instance then. */
const leaseSeconds = 30;
const bookingsAStep = 50;
const atOnce = 4;
const seatsAStep = 500;
/** A show that waits for money being taken, or for the tail below, is looked at again after this long. */
const pauseSeconds = 2;
/** Longer than any transaction lasts: what began before the show was cancelled has committed by then, and was seen. */
const tailSeconds = 30;

/**
 * Goes one step on with a cancelled show: cancels some of its bookings in full, and blocks some of its seats. Any number of
 * instances may run it, one at a time at a show; each step commits on its own, so a crash costs nothing but its lease.
 * Answers whether there is more to do at once; false too when PostgreSQL is away.
 */
export async function giveBackCancelledShows(): Promise<boolean> {
  try {
    const scheduleId = await takeCancelledShow(leaseSeconds);
    if (scheduleId === null) return false;
    const more = await goOn(scheduleId);
    if (!more && (await endShowCancellation(scheduleId, tailSeconds))) {
      log.info({ scheduleId }, 'a cancelled show is given back');
      return true;
    }
    await putCancelledShowBack(scheduleId, more ? 0 : pauseSeconds);
    return true;
  } catch (error) {
    if (isStoreUnavailable(error)) return false;
    throw error;
  }
}

/** One step; whether another is worth making at once. */
async function goOn(scheduleId: string): Promise<boolean> {
  const [cancelled, blocked] = await Promise.all([cancelSome(scheduleId), blockSome(scheduleId)]);
  return cancelled + blocked > 0;
}

/** Cancels some bookings, and says how many. */
async function cancelSome(scheduleId: string): Promise<number> {
  const bookings = await listBookingsToCancel(scheduleId, bookingsAStep);
  let cancelled = 0;
  const line = bookings.values();
  const work = async () => {
    for (const bookingId of line) if (await giveBack(scheduleId, bookingId)) cancelled += 1;
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return cancelled;
}

/** Blocks some seats, and says how many. */
async function blockSome(scheduleId: string): Promise<number> {
  const seats = await withholdFreeSeats(scheduleId, seatsAStep);
  if (seats.length === 0) return 0;
  crashPoint('show_seats_blocked');
  await tellSeatBase({ scheduleId }, { seats, areas: [] });
  return seats.length;
}

/** Cancels a booking; false where it could not be had now (its buyer is at it), or somebody else was faster. Never fails. */
async function giveBack(scheduleId: string, bookingId: string): Promise<boolean> {
  try {
    const given = await cancelBookingOfShow(bookingId);
    if (!given) return false;
    crashPoint('show_booking_cancelled');
    await tellSeatBase({ scheduleId }, given);
    if (given.wasClaim) await settleMeanwhile(bookingId, 0);
    return true;
  } catch (error) {
    // One that cannot be cancelled is told, and does not keep the others' money.
    if (!isStoreUnavailable(error))
      log.error({ error, scheduleId, bookingId }, 'a booking could not be given back');
    return false;
  }
}
