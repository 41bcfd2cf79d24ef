import type { WaitingPlace } from '@/lib/domain/waiting-room';
import type { StoredPlace } from '@/lib/postgres/waiting-place-store';
import { type PlaceWatcher, WaitingWatch } from './waiting-watch';

const watches = new Map<string, WaitingWatch>();

/** Has a watcher told of a place as it changes, from what was just told on; answers how to leave. */
export function watchPlace(
  scheduleId: string,
  watcher: PlaceWatcher,
  row: StoredPlace,
  told: WaitingPlace,
): () => void {
  const watch = watches.get(scheduleId) ?? new WaitingWatch(scheduleId);
  watches.set(scheduleId, watch);
  const leave = watch.add(watcher, row, told);
  return () => {
    leave();
    if (!watch.isWatched && watches.get(scheduleId) === watch) watches.delete(scheduleId);
  };
}
