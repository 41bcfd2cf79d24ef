import type { Buyer } from '@/lib/domain/buyer';
import type { ManageRoomRefusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import type { WaitingRoomSettings, WaitingRoomView } from '@/lib/domain/waiting-room';
import { putRoom, removeRoom } from '@/lib/postgres/waiting-room-store';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';
import { presentRoom } from '@/lib/sale/present-room';

/**
 * Gives an organizer's own schedule a waiting room or changes its settings; `null` takes it away with everybody's
 * place, and the sale goes on without one. A capacity below what is inside sends nobody out: nobody comes in until it
 * is true. Answers the room as it then is. Throws StoreUnavailable.
 */
export async function setWaitingRoom(wish: {
  buyer: Buyer;
  scheduleId: string;
  settings: WaitingRoomSettings | null;
}): Promise<Result<WaitingRoomView | null, Exclude<ManageRoomRefusal, { code: 'WAITING_ROOM_NOT_FOUND' }>>> {
  const { scheduleId, settings } = wish;
  const schedule = await findManagedSchedule(wish);
  if (!schedule.ok) return schedule;
  if (settings === null) await removeRoom(scheduleId);
  else await putRoom(scheduleId, { ...settings, opensAt: new Date(settings.opensAt) });
  return granted(await presentRoom(schedule.value));
}
