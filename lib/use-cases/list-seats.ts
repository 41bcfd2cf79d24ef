import type { Buyer } from '@/lib/domain/buyer';
import type { PricedSeat } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { packedStatusAt, type SeatStatus } from '@/lib/domain/seat';
import { namedSeat } from '@/lib/domain/seats-wanted';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readHold } from '@/lib/redis/hold-store';
import { askHold } from '@/lib/sale/ask-hold';
import { findSale } from '@/lib/sale/find-sale';
import { readBestState } from '@/lib/sale/seat-state';

/** A seat with where it is on the plan and what it is now. */
export interface ListedSeat extends PricedSeat {
  x: number;
  y: number;
  accessible: boolean;
  status: SeatStatus;
}

async function heldBy(buyer: Buyer | null, scheduleId: string): Promise<ReadonlySet<number>> {
  if (!buyer) return new Set();
  try {
    const said = await askHold(scheduleId, () => readHold({ scheduleId, userId: buyer.userId }));
    return new Set(said.outcome === 'held' ? said.hold.places : []);
  } catch (error) {
    if (isStoreUnavailable(error) && error.store === 'redis') return new Set();
    throw error;
  }
}

/**
 * A schedule's seats in plan order with their present status, filtered, a page at a time. Seats of the asking buyer's
 * hold are "mine". Throws StoreUnavailable.
 */
export async function listSeats(wish: {
  scheduleId: string;
  buyer: Buyer | null;
  status?: SeatStatus | undefined;
  section?: string | undefined;
  grade?: string | undefined;
  /** Seats a page. */
  limit: number;
  /** The place to go on after. */
  after?: number | undefined;
}): Promise<Result<{ seats: ListedSeat[]; next: number | null }, { code: 'SCHEDULE_NOT_FOUND' }>> {
  const found = await findSale({ scheduleId: wish.scheduleId });
  if (!found.ok) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const { schedule, ready } = found.value;
  const [{ bytes }, mine] = await Promise.all([
    readBestState(schedule.scheduleId, schedule.seatCount),
    heldBy(wish.buyer, schedule.scheduleId),
  ]);
  const grades = new Map(schedule.grades.map((grade) => [grade.category, grade]));
  const seats: ListedSeat[] = [];
  for (const seat of ready.hall.seats) {
    const { place, x, y, accessible } = seat;
    if (wish.after !== undefined && place <= wish.after) continue;
    const grade = grades.get(seat.category);
    if (!grade || (wish.grade !== undefined && grade.name !== wish.grade)) continue;
    if (wish.section !== undefined && seat.section !== wish.section) continue;
    const shown = packedStatusAt(bytes, place);
    const status = shown === 'held' && mine.has(place) ? 'mine' : shown;
    if (wish.status !== undefined && status !== wish.status) continue;
    if (seats.length === wish.limit) return granted({ seats, next: seats.at(-1)?.place ?? null });
    const named = namedSeat(schedule.scheduleId, seat);
    seats.push({ ...named, place, grade: grade.name, price: grade.price, x, y, accessible, status });
  }
  return granted({ seats, next: null });
}
