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
  const place = await findPlace(whose);
  if (!place) return refused({ code: 'WAITING_ROOM_NOT_FOUND' });
  // Only where there is a line to be absent from: anybody may ask about any name, and a note stays for an hour.
  await noteThere(whose.scheduleId, [whose.userId]);
  return granted(place);
}
