import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import { callUnderWayMs, withinLimit } from '@/lib/time-limit';
import { timingCall } from './call-times';

/** Nobody waits longer than 2 s for an answer; the rest is for the way back. */
const callBudgetMs = 1950;

/** What is left of it for the call that asks, milliseconds: finding out who is asking may have taken its part. */
export function callBudgetLeftMs(): number {
  return callBudgetMs - callUnderWayMs();
}

function late(): StoreUnavailable {
  metrics.outages.inc({ store: 'postgres' });
  // Redis has half a second in all; what takes this long is PostgreSQL.
  return new StoreUnavailable('postgres');
}

/**
 * Bounds a whole call, counted from its door on. Each step has a budget of its own, but a store that freezes in the middle makes them add up: a
 * booking that timed out in its transaction, then in the look-up by its key, took 3.5 s. The work goes on unheard; what
 * it still does is found by the idempotency key, or is the buyer's own. Throws StoreUnavailable.
 */
export function answerInTime<T>(work: Promise<T>, budgetMs = callBudgetLeftMs()): Promise<T> {
  return withinLimit(budgetMs, work, late);
}

/**
 * The same for a call of the sale: how long it took counts towards the pace of the waiting rooms. `instead` may answer before
 * the work does. Throws StoreUnavailable.
 */
export function settleInTime<T>(work: Promise<T>, instead?: Promise<T>): Promise<T> {
  return timingCall(answerInTime(instead ? Promise.race([work, instead]) : work));
}
