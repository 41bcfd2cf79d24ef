import { crashPoint } from '@/lib/crash-point';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import type { SweptSchedule } from '@/lib/postgres/schedule-store';
import { sweepHoldsInRedis } from '@/lib/redis/seat-base-store';
import { onSeatMap } from '@/lib/sale/on-seat-map';

/**
 * Frees the seats of ended holds on these schedules, within their fair-release windows; builds maps that Redis has lost
 * on the way. A schedule that cannot be swept is told, and keeps no other from it. Any number of instances may run it. Answers
 * false when Redis is away.
 */
export async function sweepHolds(schedules: readonly SweptSchedule[]): Promise<boolean> {
  try {
    for (const schedule of schedules) {
      await sweep(schedule);
      crashPoint('holds_swept');
    }
    return true;
  } catch (error) {
    if (isStoreUnavailable(error)) return false;
    throw error;
  }
}

async function sweep({ scheduleId, fairReleaseSeconds }: SweptSchedule): Promise<void> {
  try {
    await onSeatMap(
      scheduleId,
      () => sweepHoldsInRedis(scheduleId, fairReleaseSeconds),
      (swept) => !swept,
    );
  } catch (error) {
    if (isStoreUnavailable(error)) throw error;
    log.error({ error, scheduleId }, 'the holds of a schedule could not be swept');
  }
}
