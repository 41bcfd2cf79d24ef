import { countAvailable } from '@/lib/domain/seat';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { countLivePlaces } from '@/lib/postgres/area-store';
import { countTakenSeats } from '@/lib/postgres/seat-store';
import { type CountedState, readPackedStates } from '@/lib/redis/packed-state';

async function packedStates(ids: readonly string[]): Promise<(CountedState | null)[]> {
  try {
    return await readPackedStates(ids);
  } catch (error) {
    if (isStoreUnavailable(error)) return ids.map(() => null);
    throw error;
  }
}

function countDurable(scheduleIds: readonly string[]) {
  return Promise.all([countTakenSeats(scheduleIds), countLivePlaces(scheduleIds)]);
}

/**
 * How many seats and places of standing areas of each schedule are free now: from the live maps, or by PostgreSQL's count (which does not know of
 * holds) where Redis has none. Throws StoreUnavailable.
 */
export async function seatsLeft(
  schedules: readonly { scheduleId: string; seatCount: number; seatsTotal: number }[],
): Promise<Map<string, number>> {
  const states = await packedStates(schedules.map(({ scheduleId }) => scheduleId));
  const missing = schedules.filter((_, i) => states[i] === null).map(({ scheduleId }) => scheduleId);
  const [taken, places] = missing.length > 0 ? await countDurable(missing) : [];
  return new Map(
    schedules.map(({ scheduleId, seatCount, seatsTotal }, i) => {
      const state = states[i];
      if (state) return [scheduleId, countAvailable(state.bytes, seatCount) + state.places];
      return [scheduleId, seatsTotal - (taken?.get(scheduleId) ?? 0) - (places?.get(scheduleId) ?? 0)];
    }),
  );
}
