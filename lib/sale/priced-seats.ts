import type { HallSeat } from '@/lib/domain/hall';
import type { Hold } from '@/lib/domain/hold';
import type { PricedSeat } from '@/lib/domain/refusals';
import { namedSeat } from '@/lib/domain/seats-wanted';
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

/** A stored hold as its buyer sees it. */
export function presentHold({ schedule, ready }: Omit<Sale, 'places'>, stored: StoredHold): Hold {
  const seats = pricedSeats(schedule, seatsAt(ready, stored.places));
  return {
    holdId: stored.holdId,
    scheduleId: schedule.scheduleId,
    seats,
    total: { amount: seats.reduce((sum, seat) => sum + seat.price.amount, 0), currency: schedule.currency },
    expiresAt: new Date(stored.expiresAtMs).toISOString(),
    expiresInSeconds: Math.max(0, Math.ceil((stored.expiresAtMs - stored.nowMs) / 1000)),
    capAt: new Date(stored.firstAtMs + schedule.rules.holdCapSeconds * 1000).toISOString(),
    extended: stored.extended,
  };
}
