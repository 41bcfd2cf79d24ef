import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { listSweptSchedules } from '@/lib/use-cases/list-swept-schedules';
import { sweepHolds } from '@/lib/use-cases/sweep-holds';
import { loop } from './loop';

const sweepEveryMs = 500;
/** New schedules are noticed this late; the holds on them sweep themselves. */
const relistEveryMs = 5000;

/** Frees ended holds on every schedule on sale, twice a second. */
export function runSweeper(signal: AbortSignal): Promise<void> {
  let schedules: Awaited<ReturnType<typeof listSweptSchedules>> = [];
  let listedAt = Number.NEGATIVE_INFINITY;
  return loop('sweeper', sweepEveryMs, signal, async () => {
    if (performance.now() - listedAt > relistEveryMs) {
      try {
        schedules = await listSweptSchedules();
        listedAt = performance.now();
      } catch (error) {
        // Without PostgreSQL the schedules known so far are still swept.
        if (!isStoreUnavailable(error)) throw error;
      }
    }
    await sweepHolds(schedules);
  });
}
