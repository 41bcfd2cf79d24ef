import { RESP_TYPES } from 'redis';
import { redisRunId, withinRedisBudget } from './client';
import { seatKeys } from './keys';

/** What a schedule's map shows, for counting. */
export interface CountedState {
  bytes: Buffer;
  /** Free places of its standing areas together. */
  places: number;
}

/**
 * The maps of several schedules, slot by slot, for counting; null where Redis does not have one: a restarted
 * server's old memory, or a map that is still being built, would count sold seats as free. Throws StoreUnavailable.
 */
export async function readPackedStates(scheduleIds: readonly string[]): Promise<(CountedState | null)[]> {
  return withinRedisBudget(async (client) => {
    const raw = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    return Promise.all(
      scheduleIds.map(async (id) => {
        const [feed = '', , state = '', , , , , counts = ''] = seatKeys(id, '');
        const [run, bytes, areas] = await Promise.all([
          raw.hGet(feed, 'run'),
          raw.get(state),
          client.hGetAll(counts),
        ]);
        if (run?.toString() !== redisRunId()) return null;
        return { bytes: bytes ?? Buffer.alloc(0), places: freePlaces(areas) };
      }),
    );
  });
}

function freePlaces(counts: Record<string, string>): number {
  return Object.entries(counts).reduce(
    (sum, [name, count]) => sum + (name.endsWith(':free') ? Number(count) : 0),
    0,
  );
}
