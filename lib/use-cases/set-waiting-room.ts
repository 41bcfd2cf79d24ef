import type { Buyer } from '@/lib/domain/buyer';
import type { ManageRoomRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingRoomSettings, WaitingRoomView } from '@/lib/domain/waiting-room';
import { putRoom } from '@/lib/postgres/waiting-room-store';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';
import { presentRoom } from '@/lib/sale/present-room';

/**
 * Gives an organizer's own schedule a waiting room or changes its settings. A capacity below what is inside sends
 * nobody out: nobody comes in until it is true. Throws StoreUnavailable.
 */
export async function setWaitingRoom(wish: {
  buyer: Buyer;
  scheduleId: string;
  settings: WaitingRoomSettings;
}): Promise<Result<WaitingRoomView, ManageRoomRefusal>> {
  const { scheduleId, settings } = wish;
  const schedule = await findManagedSchedule(wish);
  if (!schedule.ok) return schedule;
  await putRoom(scheduleId, { ...settings, opensAt: new Date(settings.opensAt) });
  const room = await presentRoom(schedule.value);
  return room ? granted(room) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
