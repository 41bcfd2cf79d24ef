import { granted } from '@/lib/domain/result';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { releasePlaces } from '@/lib/redis/hold-store';
import { askHold } from './ask-hold';
import { withBuyerLock } from './with-buyer-lock';

/**
 * Puts everything a buyer holds on a schedule back, in the buyer's turn: what is being held at this moment too. A booking that is
 * under way keeps its seats. An outage, or a turn that does not come, is no failure: the hold ends by itself.
 */
export async function dropHold(whose: { scheduleId: string; userId: string }): Promise<void> {
  try {
    const schedule = await readSchedule(whose.scheduleId);
    if (!schedule) return;
    await withBuyerLock(whose, async () =>
      granted(await askHold(whose.scheduleId, () => releasePlaces(whose, { places: [] }, schedule.rules))),
    );
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
  }
}
