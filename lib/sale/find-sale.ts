import type { HallSeat } from '@/lib/domain/hall';
import type { InputRefusal, NotFoundRefusal, SaleRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { areasWanted, placesWanted, type SeatsWanted } from '@/lib/domain/seats-wanted';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import { type ReadyHall, readHall } from '@/lib/postgres/plan-store';
import { readSchedule, type StoredSchedule } from '@/lib/postgres/schedule-store';

/** A schedule, its hall, and the seats and places of standing areas somebody asks for. */
export interface Sale {
  schedule: StoredSchedule;
  ready: ReadyHall;
  places: number[];
  areas: AreaQuantity[];
}

type SaleNotFound =
  | Extract<
      NotFoundRefusal,
      { code: 'SCHEDULE_NOT_FOUND' | 'EVENT_NOT_FOUND' | 'SEAT_NOT_FOUND' | 'AREA_NOT_FOUND' }
    >
  | Extract<InputRefusal, { code: 'SEAT_AMBIGUOUS' }>;

/**
 * Finds the schedule (of that event, when one is named) and the places meant. Refuses what does not exist.
 * Throws StoreUnavailable.
 */
export async function findSale(wish: {
  scheduleId: string;
  eventId?: string | undefined;
  wanted?: SeatsWanted | undefined;
}): Promise<Result<Sale, SaleNotFound>> {
  const schedule = await readSchedule(wish.scheduleId);
  if (!schedule) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  if (wish.eventId !== undefined && wish.eventId !== schedule.event.eventId) {
    return refused({ code: 'EVENT_NOT_FOUND' });
  }
  const ready = await readHall(schedule.planId);
  if (!ready) throw new Error(`The seating plan of schedule ${schedule.scheduleId} is gone.`);
  if (!wish.wanted) return granted({ schedule, ready, places: [], areas: [] });
  const places = placesWanted(schedule.scheduleId, ready.directory, wish.wanted);
  if (!places.ok) return places;
  const areas = areasWanted(schedule.scheduleId, schedule.areas.length, wish.wanted.areas ?? []);
  return areas.ok ? granted({ schedule, ready, places: places.value, areas: areas.value }) : areas;
}

/** Why nothing can be held or booked now; null while the sale is open. */
export function saleRefusal(schedule: StoredSchedule): SaleRefusal | null {
  if (schedule.saleStatus === 'cancelled') return { code: 'SHOW_CANCELLED' };
  if (schedule.saleStatus === 'not_open') return { code: 'SALES_NOT_OPEN', opensAt: schedule.salesOpenAt };
  if (schedule.saleStatus === 'closed') return { code: 'SALES_CLOSED', closedAt: schedule.salesCloseAt };
  return null;
}

/** The hall's seats at these places. */
export function seatsAt(ready: ReadyHall, places: readonly number[]): HallSeat[] {
  return places.flatMap((place) => ready.hall.seats[place] ?? []);
}
