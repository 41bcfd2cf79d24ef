import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { findPlace } from '@/lib/sale/find-place';
import { noteThere } from '@/lib/sale/note-there';
import { answerInTime } from '@/lib/sale/settle-in-time';

type Outcome = Result<WaitingPlace, { code: 'WAITING_ROOM_NOT_FOUND' }>;

/**
 * Where somebody stands in a schedule's waiting room, and the sign that they are there. Who is inside gets a fresh
 * admission token with each call. Refuses WAITING_ROOM_NOT_FOUND where the schedule has none. Throws StoreUnavailable.
 */
export function viewWaitingPlace(wish: { buyer: Buyer; scheduleId: string }): Promise<Outcome> {
  return answerInTime(view({ scheduleId: wish.scheduleId, userId: wish.buyer.userId }));
}

async function view(whose: { scheduleId: string; userId: string }): Promise<Outcome> {
  const [place] = await Promise.all([findPlace(whose), noteThere(whose.scheduleId, [whose.userId])]);
  return place ? granted(place) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}
