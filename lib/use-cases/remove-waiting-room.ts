import type { Buyer } from '@/lib/domain/buyer';
import type { ManageRoomRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { removeRoom } from '@/lib/postgres/waiting-room-store';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';

/**
 * Takes the waiting room of an organizer's own schedule away with everybody's place: the sale goes on without one.
 * Throws StoreUnavailable.
 */
export async function removeWaitingRoom(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<{ removed: true }, ManageRoomRefusal>> {
  const schedule = await findManagedSchedule(wish);
  if (!schedule.ok) return schedule;
  return (await removeRoom(wish.scheduleId))
    ? granted({ removed: true })
    : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
