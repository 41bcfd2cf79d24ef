import type { Buyer } from '@/lib/domain/buyer';
import type { ManageRoomRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingRoomView } from '@/lib/domain/waiting-room';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';
import { presentRoom } from '@/lib/sale/present-room';

/** A schedule's waiting room in numbers, for its organizer or an operator. Throws StoreUnavailable. */
export async function viewWaitingRoom(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<WaitingRoomView, ManageRoomRefusal>> {
  const schedule = await findManagedSchedule(wish);
  if (!schedule.ok) return schedule;
  const room = await presentRoom(schedule.value);
  return room ? granted(room) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
