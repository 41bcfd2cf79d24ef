import { setTimeout as sleep } from 'node:timers/promises';
import type { BookingQueuedRefusal } from '@/lib/domain/refusals';
import { refused } from '@/lib/domain/result';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { redisRunId } from '@/lib/redis/client';
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
 * Settles while a booking still waits for its turn: with its place in line. Never settles for one that does not wait.
 * `line` is asked for late: a repeat joins another request's. Throws StoreUnavailable while Redis is away: what waits for it
 * goes on, and a repeat finds it.
 */
export async function toldPlace(line: () => BookingLine, until: AbortSignal) {
  try {
    await sleep(toldAfterMs, undefined, { signal: until });
    if (redisRunId() === '') throw new StoreUnavailable('redis');
    await line().entered;
    return bookingQueued(await line().ahead());
  } catch (error) {
    if (!until.aborted) throw error;
    return new Promise<never>(() => undefined);
  }
}
