import type { Buyer } from '@/lib/domain/buyer';
import { countByGrade, type GradeCount } from '@/lib/domain/grade-counts';
import type { Money } from '@/lib/domain/money';
import { granted, type Result } from '@/lib/domain/result';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { readHall } from '@/lib/postgres/plan-store';
import { countSold, readSalesByGrade } from '@/lib/postgres/sales-store';
import { findManagedSchedule } from '@/lib/sale/find-managed-schedule';
import { readBestState } from '@/lib/sale/seat-state';

/** A grade with how many of its seats are left, are sold, and what was asked for those. */
export interface GradeSold extends GradeCount {
  seatsSold: number;
  amount: Money;
}

/** A schedule as its organizer sees it. */
export interface ManagedSale {
  schedule: ScheduleDetail;
  grades: GradeSold[];
  /** Seats and places of standing areas, here and below. */
  seatsTotal: number;
  seatsSold: number;
  seatsWithheld: number;
  /** In seats that are neither sold nor withheld nor free: somebody holds them now. */
  seatsHeld: number;
  amount: Money;
}

/**
 * A schedule with what is sold of it, for its organizer or an operator. Refuses what does not exist and whose it is not.
 * Throws StoreUnavailable.
 */
export async function viewManagedSchedule(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<ManagedSale, { code: 'SCHEDULE_NOT_FOUND' } | { code: 'NOT_ALLOWED' }>> {
  const { scheduleId } = wish;
  const found = await findManagedSchedule(wish);
  if (!found.ok) return found;
  const { organizerId: _, ...schedule } = found.value;
  const [ready, state, counts, sales] = await Promise.all([
    readHall(schedule.planId),
    readBestState(scheduleId, schedule.seatCount),
    countSold([scheduleId]),
    readSalesByGrade(scheduleId),
  ]);
  if (!ready) throw new Error(`The seating plan of schedule ${scheduleId} is gone.`);
  const money = (amount: number) => ({ amount, currency: schedule.currency });
  const grades = countByGrade(schedule.grades, ready.hall, state).map((grade) => {
    const { seats = 0, amount = 0 } = sales.find((sold) => sold.grade === grade.name) ?? {};
    return { ...grade, seatsSold: seats, amount: money(amount) };
  });
  const { sold = 0, withheld = 0 } = counts.get(scheduleId) ?? {};
  const free = grades.reduce((sum, grade) => sum + grade.seatsAvailable, 0);
  const total = schedule.seatCount + schedule.areas.reduce((sum, area) => sum + area.capacity, 0);
  return granted({
    ...{ schedule, grades, seatsSold: sold, seatsWithheld: withheld },
    seatsTotal: total,
    seatsHeld: Math.max(0, total - sold - withheld - free),
    amount: money(sales.reduce((sum, grade) => sum + grade.amount, 0)),
  });
}
