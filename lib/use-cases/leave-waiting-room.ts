import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { leaveLine } from '@/lib/postgres/waiting-place-store';
import { findPlace } from '@/lib/sale/find-place';

/**
 * Gives a place in a schedule's waiting room up, in line or inside; having none is no error. Who comes back stands at
 * the end. Refuses WAITING_ROOM_NOT_FOUND where the schedule has none. Throws StoreUnavailable.
 */
export async function leaveWaitingRoom(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<WaitingPlace, { code: 'WAITING_ROOM_NOT_FOUND' }>> {
  const whose = { scheduleId: wish.scheduleId, userId: wish.buyer.userId };
  await leaveLine(whose.scheduleId, whose.userId);
  const place = await findPlace(whose);
  return place ? granted(place) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
