import { RESP_TYPES } from 'redis';
import { redisRunId, withinRedisBudget } from './client';
import { seatKeys } from './keys';

/**
 * The packed maps of several schedules, slot by slot, for counting; null where Redis does not have one: a restarted
 * server's old memory, or a map that is still being built, would count sold seats as free. Throws StoreUnavailable.
 */
export async function readPackedStates(scheduleIds: readonly string[]): Promise<(Buffer | null)[]> {
  return withinRedisBudget(async (client) => {
    const raw = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    return Promise.all(
      scheduleIds.map(async (id) => {
        const [feed, , state] = seatKeys(id, '');
        const [run, bytes] = await Promise.all([raw.hGet(feed ?? '', 'run'), raw.get(state ?? '')]);
        return run?.toString() === redisRunId() ? (bytes ?? Buffer.alloc(0)) : null;
      }),
    );
  });
}
