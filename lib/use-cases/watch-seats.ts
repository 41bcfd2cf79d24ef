import { granted, type Result, refused } from '@/lib/domain/result';
import { metrics } from '@/lib/metrics';
import { liveMap } from '@/lib/sale/live-maps';
import type { Watcher } from '@/lib/sale/map-mirror';

/**
 * Sends a schedule's seat changes to a watcher from a position on: ready-made frames of an event stream, `reset` where
 * the position is unknown, `stale` while the live map is away. Answers how to stop. Throws StoreUnavailable.
 */
export async function watchSeats(
  scheduleId: string,
  since: string | null,
  watcher: Watcher,
): Promise<Result<() => void, { code: 'SCHEDULE_NOT_FOUND' }>> {
  const kept = await liveMap(scheduleId);
  if (!kept) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const leave = kept.map.watch(watcher, since);
  metrics.watchers.inc();
  let left = false;
  return granted(() => {
    if (left) return;
    left = true;
    metrics.watchers.dec();
    leave();
  });
}
