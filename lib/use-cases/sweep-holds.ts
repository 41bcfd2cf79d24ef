import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { sweepHoldsInRedis } from '@/lib/redis/seat-base-store';
import { onSeatMap } from '@/lib/sale/on-seat-map';

/**
 * Frees the seats of ended holds on these schedules; builds maps that Redis has lost on the way. Any number of
 * instances may run it. Answers false when Redis is away.
 */
export async function sweepHolds(scheduleIds: readonly string[]): Promise<boolean> {
  try {
    for (const scheduleId of scheduleIds) {
      await onSeatMap(
        scheduleId,
        () => sweepHoldsInRedis(scheduleId),
        (swept) => !swept,
      );
    }
    return true;
  } catch (error) {
    if (isStoreUnavailable(error)) return false;
    throw error;
  }
}
