import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { leaveLine } from '@/lib/postgres/waiting-place-store';
import { dropHold } from '@/lib/sale/drop-hold';
import { findPlace } from '@/lib/sale/find-place';
import { answerInTime } from '@/lib/sale/settle-in-time';

type Outcome = Result<WaitingPlace, { code: 'WAITING_ROOM_NOT_FOUND' }>;

/**
 * Gives a place in a schedule's waiting room up, in line or inside (with what is held there); having none is no error.
 * Who comes back stands at the end. Refuses WAITING_ROOM_NOT_FOUND where the schedule has none. Throws StoreUnavailable.
 */
export function leaveWaitingRoom(wish: { buyer: Buyer; scheduleId: string }): Promise<Outcome> {
  return answerInTime(tryToLeave({ scheduleId: wish.scheduleId, userId: wish.buyer.userId }));
}

async function tryToLeave(whose: { scheduleId: string; userId: string }): Promise<Outcome> {
  const from = await leaveLine(whose.scheduleId, whose.userId);
  // What could not be booked any more is not kept from others either.
  if (from === 'inside') await dropHold(whose);
  const place = await findPlace(whose);
  return place ? granted(place) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
