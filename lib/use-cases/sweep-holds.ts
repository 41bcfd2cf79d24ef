import { crashPoint } from '@/lib/crash-point';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import type { SweptSchedule } from '@/lib/postgres/schedule-store';
import { sweepHoldsInRedis } from '@/lib/redis/seat-base-store';
import { onSeatMap } from '@/lib/sale/on-seat-map';

/**
 * Frees the seats of ended holds on these schedules, within their fair-release windows; builds maps that Redis has lost
 * on the way. Any number of
 * instances may run it. Answers false when Redis is away.
 */
export async function sweepHolds(schedules: readonly SweptSchedule[]): Promise<boolean> {
  try {
    for (const { scheduleId, fairReleaseSeconds } of schedules) {
      await onSeatMap(
        scheduleId,
        () => sweepHoldsInRedis(scheduleId, fairReleaseSeconds),
        (swept) => !swept,
      );
      crashPoint('holds_swept');
    }
    return true;
  } catch (error) {
    if (isStoreUnavailable(error)) return false;
    throw error;
  }
}
