'use server';

import { invalid } from '@/app/form-answer';
import { scheduleInput } from '@/lib/domain/inputs/seat-inputs';
import { leaveStandbyInput, standbyInput, standbyWanted } from '@/lib/domain/inputs/standby-inputs';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import type { Standby } from '@/lib/domain/standby';
import { asBuyer, asBuyerOn } from '@/lib/request/action';
import { joinStandby } from '@/lib/use-cases/join-standby';
import { leaveStandby } from '@/lib/use-cases/leave-standby';
import { viewStandby } from '@/lib/use-cases/view-standby';

/** Puts the signed-in buyer in line for named seats, or for so many of a grade; who stands there keeps the place. */
export async function joinStandbyAction(
  scheduleId: string,
  wish: { seatIds: string[] } | { grade: string; quantity: number },
): Promise<Result<{ standby: Standby }, Refusal>> {
  const schedule = scheduleInput.safeParse({ schedule_id: scheduleId });
  if (!schedule.success) return invalid(schedule.error);
  const input = standbyInput.safeParse('seatIds' in wish ? { seat_ids: wish.seatIds } : wish);
  if (!input.success) return invalid(input.error);
  const { schedule_id } = schedule.data;
  return asBuyerOn(schedule_id, 'join', (buyer, admission) =>
    joinStandby({ buyer, scheduleId: schedule_id, for: standbyWanted(input.data), admission }),
  );
}

/** Takes the buyer out of a line, or declines what it brought. */
export async function leaveStandbyAction(
  scheduleId: string,
  standbyId: string,
): Promise<Result<{ standbyId: string }, Refusal>> {
  const schedule = scheduleInput.safeParse({ schedule_id: scheduleId });
  if (!schedule.success) return invalid(schedule.error);
  const input = leaveStandbyInput.safeParse({ standby_id: standbyId });
  if (!input.success) return invalid(input.error);
  const { schedule_id } = schedule.data;
  return asBuyerOn(schedule_id, 'join', (buyer) =>
    leaveStandby({ buyer, scheduleId: schedule_id, standbyId: input.data.standby_id }),
  );
}

/** The buyer's places in line on a schedule as they are now. */
export async function viewStandbyAction(scheduleId: string): Promise<Result<Standby[], Refusal>> {
  const schedule = scheduleInput.safeParse({ schedule_id: scheduleId });
  if (!schedule.success) return invalid(schedule.error);
  return asBuyer('place', (buyer) => viewStandby({ buyer, scheduleId: schedule.data.schedule_id }));
}
