import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingRoomChallenge } from '@/lib/domain/waiting-room';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { newChallenge } from '@/lib/sale/proof-of-work';

/**
 * What a buyer computes before joining a waiting room that wants it; good for ten minutes, for this account and schedule
 * alone. Refuses WAITING_ROOM_NOT_FOUND where the schedule has none. Throws StoreUnavailable.
 */
export async function viewWaitingChallenge(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<WaitingRoomChallenge, { code: 'WAITING_ROOM_NOT_FOUND' }>> {
  const { scheduleId, buyer } = wish;
  const schedule = await readSchedule(scheduleId);
  if (!schedule?.rules.waitingRoom) return refused({ code: 'WAITING_ROOM_NOT_FOUND' });
  return granted(await newChallenge({ scheduleId, userId: buyer.userId }, new Date(schedule.now)));
}
