import type { Buyer } from '@/lib/domain/buyer';
import type { ManageRoomRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { RoomState, WaitingRoomView } from '@/lib/domain/waiting-room';
import { steerRoom } from '@/lib/postgres/waiting-room-store';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';
import { presentRoom } from '@/lib/sale/present-room';

/**
 * Opens, pauses or drains the waiting room of an organizer's own schedule: from the answer on nobody is admitted by
 * what it was before. Throws StoreUnavailable.
 */
export async function steerWaitingRoom(wish: {
  buyer: Buyer;
  scheduleId: string;
  to: RoomState;
}): Promise<Result<WaitingRoomView, ManageRoomRefusal>> {
  const schedule = await findManagedSchedule(wish);
  if (!schedule.ok) return schedule;
  const steered = await steerRoom(wish.scheduleId, wish.to);
  const room = steered ? await presentRoom(schedule.value) : null;
  return room ? granted(room) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
