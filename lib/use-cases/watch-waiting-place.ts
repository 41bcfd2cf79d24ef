import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { metrics } from '@/lib/metrics';
import { readPlace } from '@/lib/postgres/waiting-place-store';
import { noteThere } from '@/lib/sale/note-there';
import { presentPlace } from '@/lib/sale/present-place';
import { waitingLine } from '@/lib/sale/waiting-lines';
import type { PlaceWatcher } from '@/lib/sale/waiting-watch';
import { watchPlace } from '@/lib/sale/waiting-watches';

/**
 * Tells somebody their place in a schedule's waiting room now and as it changes; who watches is there. Answers how to
 * stop. Refuses WAITING_ROOM_NOT_FOUND where the schedule has none. Throws StoreUnavailable.
 */
export async function watchWaitingPlace(wish: {
  buyer: Buyer;
  scheduleId: string;
  watcher: Pick<PlaceWatcher, 'tell' | 'stale' | 'end'>;
}): Promise<Result<() => void, { code: 'WAITING_ROOM_NOT_FOUND' }>> {
  const { scheduleId, watcher } = wish;
  const { userId, sessionId } = wish.buyer;
  const row = await readPlace(scheduleId, userId);
  const line = row && (await waitingLine(scheduleId, row.drawn));
  if (!line) return refused({ code: 'WAITING_ROOM_NOT_FOUND' });
  await noteThere(scheduleId, [userId]);
  const place = await presentPlace({ scheduleId, userId }, row, line);
  watcher.tell(place);
  const leave = watchPlace(scheduleId, { ...watcher, userId, sessionId }, row, place);
  metrics.waitingWatchers.inc();
  let left = false;
  return granted(() => {
    if (left) return;
    left = true;
    metrics.waitingWatchers.dec();
    leave();
  });
}
