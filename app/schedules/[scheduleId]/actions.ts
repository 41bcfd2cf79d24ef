'use server';

import { invalid } from '@/app/form-answer';
import type { Hold } from '@/lib/domain/hold';
import {
  areasKept,
  bestAvailableInput,
  lockInput,
  scheduleInput,
  seatsWanted,
  unlockInput,
} from '@/lib/domain/inputs/seat-inputs';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import type { AreaWanted } from '@/lib/domain/standing-area';
import { asBuyer, asBuyerOn } from '@/lib/request/action';
import { type BestHeld, holdBestAvailable } from '@/lib/use-cases/hold-best-available';
import { holdSeats } from '@/lib/use-cases/hold-seats';
import { releaseSeats } from '@/lib/use-cases/release-seats';
import { viewHold } from '@/lib/use-cases/view-hold';

// What arrives here may come from anybody: the types say what the map sends, the schemas what is taken.

/** Holds seats for the signed-in buyer, all or none. `partySize`: how many are wanted in all, where that was said. */
export async function holdSeatsAction(
  scheduleId: string,
  seatIds: string[],
  partySize?: number,
): Promise<Result<Hold, Refusal>> {
  const input = lockInput.safeParse({ schedule_id: scheduleId, seat_ids: seatIds, party_size: partySize });
  if (!input.success) return invalid(input.error);
  const { schedule_id, party_size, ...named } = input.data;
  return asBuyerOn(schedule_id, 'hold', (buyer, admission) =>
    holdSeats({
      ...{ buyer, scheduleId: schedule_id, wanted: seatsWanted(named), partySize: party_size },
      admission,
    }),
  );
}

/** Holds places of a standing area: that many are the buyer's then, or more. `partySize` as with seats. */
export async function holdAreaAction(
  scheduleId: string,
  areaId: string,
  quantity: number,
  partySize?: number,
): Promise<Result<Hold, Refusal>> {
  const areas = [{ area_id: areaId, quantity }];
  const input = lockInput.safeParse({ schedule_id: scheduleId, areas, party_size: partySize });
  if (!input.success) return invalid(input.error);
  const { schedule_id, party_size, ...named } = input.data;
  return asBuyerOn(schedule_id, 'hold', (buyer, admission) =>
    holdSeats({
      ...{ buyer, scheduleId: schedule_id, wanted: seatsWanted(named), partySize: party_size },
      admission,
    }),
  );
}

/** Lets the server choose the best free seats and holds them for the signed-in buyer. */
export async function holdBestAvailableAction(
  scheduleId: string,
  wish: { quantity: number; grade?: string | undefined; accessible?: boolean | undefined },
): Promise<Result<BestHeld, Refusal>> {
  const input = bestAvailableInput.safeParse({ ...wish, schedule_id: scheduleId });
  if (!input.success) return invalid(input.error);
  const { schedule_id, event_id, ...wanted } = input.data;
  return asBuyerOn(schedule_id, 'hold', (buyer, admission) =>
    holdBestAvailable({ buyer, scheduleId: schedule_id, eventId: event_id, ...wanted, admission }),
  );
}

/** Drops seats of the buyer's hold. */
export async function releaseSeatsAction(
  scheduleId: string,
  seatIds: string[],
): Promise<Result<{ released: string[]; hold: Hold | null }, Refusal>> {
  const input = unlockInput.safeParse({ schedule_id: scheduleId, seat_ids: seatIds });
  if (!input.success) return invalid(input.error);
  const { schedule_id, seat_ids } = input.data;
  return asBuyer('hold', (buyer) => releaseSeats({ buyer, scheduleId: schedule_id, seatIds: seat_ids }));
}

/** Drops places of a standing area out of the buyer's hold, all but that many. */
export async function keepAreaAction(
  scheduleId: string,
  areaId: string,
  quantity: number,
): Promise<Result<{ releasedAreas: AreaWanted[]; hold: Hold | null }, Refusal>> {
  const areas = [{ area_id: areaId, keep: quantity }];
  const input = unlockInput.safeParse({ schedule_id: scheduleId, areas });
  if (!input.success) return invalid(input.error);
  const { data } = input;
  return asBuyer('hold', (buyer) =>
    releaseSeats({ buyer, scheduleId: data.schedule_id, areas: areasKept(data) }),
  );
}

/** The buyer's hold as it is now, or NO_HOLD. */
export async function viewHoldAction(scheduleId: string): Promise<Result<Hold, Refusal>> {
  const input = scheduleInput.safeParse({ schedule_id: scheduleId });
  if (!input.success) return invalid(input.error);
  return asBuyer('hold', (buyer) => viewHold({ buyer, scheduleId: input.data.schedule_id }));
}
