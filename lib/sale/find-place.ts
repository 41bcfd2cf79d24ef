import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { readPlace } from '@/lib/postgres/waiting-place-store';
import { presentPlace } from './present-place';
import { waitingLine } from './waiting-lines';

/** Somebody's place in a schedule's waiting room; null where the schedule has none. Throws StoreUnavailable. */
export async function findPlace(whose: { scheduleId: string; userId: string }): Promise<WaitingPlace | null> {
  const row = await readPlace(whose.scheduleId, whose.userId);
  if (!row) return null;
  const line = await waitingLine(whose.scheduleId, row.drawn);
  return line && presentPlace(whose, row, line);
}
