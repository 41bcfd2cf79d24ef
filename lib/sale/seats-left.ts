import { countAvailable } from '@/lib/domain/seat';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { countTakenSeats } from '@/lib/postgres/seat-store';
import { readPackedStates } from '@/lib/redis/packed-state';

async function packedStates(ids: readonly string[]): Promise<(Buffer | null)[]> {
  try {
    return await readPackedStates(ids);
  } catch (error) {
    if (isStoreUnavailable(error)) return ids.map(() => null);
    throw error;
  }
}

/**
 * How many seats of each schedule are free now: from the live maps, or by PostgreSQL's count (which does not know of
 * holds) where Redis has none. Throws StoreUnavailable.
 */
export async function seatsLeft(
  schedules: readonly { scheduleId: string; seatCount: number }[],
): Promise<Map<string, number>> {
  const states = await packedStates(schedules.map(({ scheduleId }) => scheduleId));
  const missing = schedules.filter((_, i) => states[i] === null).map(({ scheduleId }) => scheduleId);
  const taken = missing.length > 0 ? await countTakenSeats(missing) : new Map<string, number>();
  return new Map(
    schedules.map(({ scheduleId, seatCount }, i) => {
      const state = states[i];
      const left = state ? countAvailable(state, seatCount) : seatCount - (taken.get(scheduleId) ?? 0);
      return [scheduleId, left];
    }),
  );
}
