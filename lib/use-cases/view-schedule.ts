import { granted, type Result, refused } from '@/lib/domain/result';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { readSchedule } from '@/lib/postgres/schedule-store';

/** A schedule with its event, venue, grades and rules. Throws StoreUnavailable. */
export async function viewSchedule(wish: {
  scheduleId: string;
}): Promise<Result<ScheduleDetail, { code: 'SCHEDULE_NOT_FOUND' }>> {
  const schedule = await readSchedule(wish.scheduleId);
  if (!schedule) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const { organizerId: _, ...detail } = schedule;
  return granted(detail);
}
