import type { Buyer } from '@/lib/domain/buyer';
import type { ManageRoomRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingRoomSettings, WaitingRoomView } from '@/lib/domain/waiting-room';
import { putRoom } from '@/lib/postgres/waiting-room-store';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';
import { presentRoom } from '@/lib/sale/present-room';

/**
 * Gives an organizer's own schedule a waiting room or changes its settings. A capacity below what is inside sends
 * nobody out: nobody comes in until it is true. Refuses WAITING_ROOM_OPENS_LATE, and who may not manage it. Throws StoreUnavailable.
 */
export async function setWaitingRoom(wish: {
  buyer: Buyer;
  scheduleId: string;
  settings: WaitingRoomSettings;
}): Promise<Result<WaitingRoomView, ManageRoomRefusal>> {
  const { scheduleId, settings } = wish;
  const schedule = await findManagedSchedule(wish);
  if (!schedule.ok) return schedule;
  const { salesOpenAt, now } = schedule.value;
  // Whoever may not join may not hold either: the sale would stand still until the room opens.
  const opensAt = Date.parse(settings.opensAt);
  if (opensAt > Date.parse(salesOpenAt) && opensAt > Date.parse(now)) {
    return refused({ code: 'WAITING_ROOM_OPENS_LATE', salesOpenAt });
  }
  await putRoom(scheduleId, { ...settings, opensAt: new Date(settings.opensAt) });
  const room = await presentRoom(schedule.value);
  return room ? granted(room) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
