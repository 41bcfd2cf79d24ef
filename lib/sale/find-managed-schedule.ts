import type { Buyer } from '@/lib/domain/buyer';
import { manages } from '@/lib/domain/manages';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readSchedule, type StoredSchedule } from '@/lib/postgres/schedule-store';

/** The schedule somebody wants to manage. Refuses what does not exist and whose it is not. Throws StoreUnavailable. */
export async function findManagedSchedule(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<StoredSchedule, { code: 'SCHEDULE_NOT_FOUND' } | { code: 'NOT_ALLOWED' }>> {
  const schedule = await readSchedule(wish.scheduleId);
  if (!schedule) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  return manages(wish.buyer, schedule.organizerId) ? granted(schedule) : refused({ code: 'NOT_ALLOWED' });
}
