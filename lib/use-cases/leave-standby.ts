import type { Buyer } from '@/lib/domain/buyer';
import type { StandbyRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { takeOutOfLine } from '@/lib/postgres/standby-store';
import { giveOfferUp } from '@/lib/sale/give-offer-up';
import { settleInTime } from '@/lib/sale/settle-in-time';

/**
 * Takes a buyer out of a line; what the line brought is declined and goes to the next. Having left is no error. Refuses
 * STANDBY_NOT_FOUND. Throws StoreUnavailable.
 */
export function leaveStandby(wish: {
  buyer: Buyer;
  scheduleId: string;
  standbyId: string;
}): Promise<Result<{ standbyId: string }, StandbyRefusal>> {
  return settleInTime(tryToLeave(wish));
}

async function tryToLeave({ buyer, scheduleId, standbyId }: Parameters<typeof leaveStandby>[0]) {
  const said = await takeOutOfLine(buyer, scheduleId, standbyId);
  if ('refusal' in said) return refused({ code: said.refusal });
  const schedule = said.places.length > 0 && (await readSchedule(scheduleId));
  if (schedule) await giveOfferUp({ scheduleId, userId: buyer.userId }, said.places, schedule.rules);
  return granted({ standbyId });
}
