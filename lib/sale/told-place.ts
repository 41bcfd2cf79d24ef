import { setTimeout as sleep } from 'node:timers/promises';
import type { BookingQueuedRefusal } from '@/lib/domain/refusals';
import { refused } from '@/lib/domain/result';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import type { BookingLine } from './booking-line';

/** A booking that waits for its turn is told its place then: early enough that the telling ends within the call's time. */
const toldAfterMs = 1400;

/** Callers may ask again at once: they are kept waiting for the outcome, or told their place anew. */
const retryAfterSeconds = 1;

/** That a booking is under way and waits for its turn. */
export function bookingQueued(ahead: number) {
  return refused<BookingQueuedRefusal>({ code: 'BOOKING_QUEUED', ahead, retryAfterSeconds });
}

/**
 * Settles while a booking still waits for its turn: with its place in line. Never settles for one that does not wait, or
 * whose place cannot be asked for. `line` is asked for late: a repeat joins another request's.
 */
export async function toldPlace(line: () => BookingLine, until: AbortSignal) {
  try {
    await sleep(toldAfterMs, undefined, { signal: until });
    await line().entered;
    return bookingQueued(await line().ahead());
  } catch (error) {
    if (!until.aborted && !isStoreUnavailable(error)) throw error;
    return new Promise<never>(() => undefined);
  }
}
