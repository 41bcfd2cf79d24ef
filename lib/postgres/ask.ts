import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import { withinLimit } from '@/lib/time-limit';
import { failureOf } from './failure';

/** A read settles within this or PostgreSQL counts as out of reach (a frozen server answers nothing). */
const readBudgetMs = 1800;
/** A transaction may wait for locks; past this its outcome is unknown and the caller asks again with its key. */
const transactionBudgetMs = 1900;
const attempts = 3;

function late(): StoreUnavailable {
  metrics.outages.inc({ store: 'postgres' });
  return new StoreUnavailable('postgres');
}

/** What the caller is told; an outage that is one already has been counted. */
function told(error: unknown): unknown {
  if (error instanceof StoreUnavailable || failureOf(error) === 'bug') return error;
  metrics.outages.inc({ store: 'postgres' });
  return new StoreUnavailable('postgres', error);
}

/** Runs a read. Throws StoreUnavailable within 2 s when PostgreSQL is out of reach. */
export async function ask<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await withinLimit(readBudgetMs, read(), late);
  } catch (error) {
    throw told(error);
  }
}

/**
 * Runs a whole transaction, again (3 times at most, with jitter) after a deadlock or a serialization failure.
 * Throws StoreUnavailable when PostgreSQL is out of reach or a lock does not come; the outcome may then be unknown,
 * and is never tried again blindly: the caller looks it up by its idempotency key.
 */
export async function transact<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withinLimit(transactionBudgetMs, run(), late);
    } catch (error) {
      if (attempt === attempts || error instanceof StoreUnavailable || failureOf(error) !== 'retry') {
        throw told(error);
      }
      metrics.transactionRetries.inc();
      await sleep(Math.random() * 50 * attempt);
    }
  }
}
