import type { BuyerBusyRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { withFairLock } from '@/lib/redis/fair-lock';

/**
 * A call is answered within 2 s: half of that may go into waiting for the buyer's other requests. The lock of a process
 * that died keeps them waiting no longer than its time; one that lives renews it. A hold on a Redis that is gone says so
 * within 1.5 s: only a short stumble is waited out.
 */
const times = { waitMs: 1000, ttlMs: 3000, patience: { absenceMs: 300, tries: 2 } };

/**
 * Runs work while no other request of the buyer for this schedule runs, on any instance; others wait their turn, other
 * buyers never do. Refuses BUYER_BUSY when the turn does not come in time. Where Redis is away for longer than a stumble the work runs all the same:
 * what decides are the rows. Throws what the work throws.
 */
export async function withBuyerLock<T, Refused>(
  { scheduleId, userId }: { scheduleId: string; userId: string },
  work: () => Promise<Result<T, Refused>>,
): Promise<Result<T, Refused | BuyerBusyRefusal>> {
  let begun = false;
  try {
    const under = await withFairLock({ kind: 'buyer', scheduleId, userId }, times, () => {
      begun = true;
      return work();
    });
    return under.outcome === 'done' ? under.value : refused({ code: 'BUYER_BUSY', retryAfterSeconds: 1 });
  } catch (error) {
    if (begun || !isStoreUnavailable(error)) throw error;
    return work();
  }
}
