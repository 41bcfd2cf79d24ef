import type { Buyer } from '@/lib/domain/buyer';
import type { ShowCancelRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { ShowCancellation } from '@/lib/domain/show-cancellation';
import { readShowCancellation } from '@/lib/postgres/show-cancellation-store';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';

/** How far an organizer's cancelled show is with giving everything back. Throws StoreUnavailable. */
export async function viewShowCancellation(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<ShowCancellation, ShowCancelRefusal>> {
  const schedule = await findManagedSchedule(wish);
  if (!schedule.ok) return schedule;
  const cancellation = await readShowCancellation(wish.scheduleId);
  return cancellation ? granted(cancellation) : refused({ code: 'SHOW_NOT_CANCELLED' });
}
