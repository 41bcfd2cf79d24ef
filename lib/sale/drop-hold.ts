import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { releasePlaces } from '@/lib/redis/hold-store';
import { askHold } from './ask-hold';

/**
 * Puts everything a buyer holds on a schedule back; a booking that is under way keeps its seats. An outage is no
 * failure: the hold ends by itself.
 */
export async function dropHold(whose: { scheduleId: string; userId: string }): Promise<void> {
  try {
    const schedule = await readSchedule(whose.scheduleId);
    if (!schedule) return;
    await askHold(whose.scheduleId, () => releasePlaces(whose, { places: [] }, schedule.rules));
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
  }
}
