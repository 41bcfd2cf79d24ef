import type { HallSeat } from '@/lib/domain/hall';
import type { Hold } from '@/lib/domain/hold';
import type { PricedSeat } from '@/lib/domain/refusals';
import { seatId } from '@/lib/domain/seat';
import { namedSeat } from '@/lib/domain/seats-wanted';
import { type AreaQuantity, type HeldArea, namedArea } from '@/lib/domain/standing-area';
import type { StoredSchedule } from '@/lib/postgres/schedule-store';
import type { StoredHold } from '@/lib/redis/hold-store';
import { type Sale, seatsAt } from './find-sale';

/** Puts a schedule's grades and prices to seats. A seat whose category has no grade is not for sale and left out. */
export function pricedSeats(schedule: StoredSchedule, seats: readonly HallSeat[]): PricedSeat[] {
  const grades = new Map(schedule.grades.map((grade) => [grade.category, grade]));
  return seats.flatMap((seat) => {
    const grade = grades.get(seat.category);
    if (!grade) return [];
    const named = namedSeat(schedule.scheduleId, seat);
    return [{ ...named, place: seat.place, grade: grade.name, price: grade.price }];
  });
}

/** Puts the plan's names and a schedule's prices to places of standing areas. */
function pricedAreas(
  { schedule, ready }: Pick<Sale, 'schedule' | 'ready'>,
  areas: readonly AreaQuantity[],
): HeldArea[] {
  return areas.flatMap(({ area, quantity }) => {
    const known = schedule.areas.find((one) => one.area === area);
    if (!known) return [];
    const { areaId, grade, price } = known;
    return [{ area, areaId, ...namedArea(ready.hall, known), grade, quantity, price }];
  });
}

/** A stored hold as its buyer sees it. */
export function presentHold(sale: Pick<Sale, 'schedule' | 'ready'>, stored: StoredHold): Hold {
  const { schedule, ready } = sale;
  const seats = pricedSeats(schedule, seatsAt(ready, stored.places));
  const areas = pricedAreas(sale, stored.areas);
  const priced = [...seats.map((seat) => ({ ...seat, quantity: 1 })), ...areas];
  const amount = priced.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0);
  const expiresAt = new Date(stored.expiresAtMs).toISOString();
  const cap = new Date(stored.firstAtMs + schedule.rules.holdCapSeconds * 1000).toISOString();
  return {
    holdId: stored.holdId,
    scheduleId: schedule.scheduleId,
    seats,
    areas,
    total: { amount, currency: schedule.currency },
    expiresAt,
    expiresInSeconds: Math.max(0, Math.ceil((stored.expiresAtMs - stored.nowMs) / 1000)),
    offeredSeatIds: stored.offered.map((place) => seatId(schedule.scheduleId, place)),
    capAt: stored.offered.length > 0 ? expiresAt : cap,
    extended: stored.extended,
  };
}
