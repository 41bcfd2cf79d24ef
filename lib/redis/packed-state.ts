import { RESP_TYPES } from 'redis';
import { withinRedisBudget } from './client';
import { seatKeys } from './keys';

/**
 * The packed maps of several schedules, slot by slot, for counting; null where Redis does not have one.
 * Throws StoreUnavailable.
 */
export async function readPackedStates(scheduleIds: readonly string[]): Promise<(Buffer | null)[]> {
  return withinRedisBudget(async (client) => {
    const raw = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    return Promise.all(
      scheduleIds.map(async (id) => {
        const [feed, , state] = seatKeys(id, '');
        const [loaded, bytes] = await Promise.all([raw.exists(feed ?? ''), raw.get(state ?? '')]);
        return loaded ? (bytes ?? Buffer.alloc(0)) : null;
      }),
    );
  });
}
