import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { NotFoundRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { placeOfSeatId, seatId } from '@/lib/domain/seat';
import { releasePlaces } from '@/lib/redis/hold-store';
import { askHold } from '@/lib/sale/ask-hold';
import { findSale } from '@/lib/sale/find-sale';
import { presentHold } from '@/lib/sale/priced-seats';

/** What was dropped and what is left. */
export interface Released {
  released: string[];
  hold: Hold | null;
}

/**
 * Drops seats of the buyer's own hold (all when none are named) and re-arms the rest. Nothing to drop is no error, and
 * a hold that is being booked is left alone: then nothing is released. Throws StoreUnavailable.
 */
export async function releaseSeats(wish: {
  buyer: Buyer;
  scheduleId: string;
  seatIds?: readonly string[] | undefined;
}): Promise<Result<Released, Extract<NotFoundRefusal, { code: 'SCHEDULE_NOT_FOUND' | 'SEAT_NOT_FOUND' }>>> {
  const { scheduleId, seatIds } = wish;
  const found = await findSale({ scheduleId });
  if (!found.ok) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const unknown = seatIds?.filter((id) => placeOfSeatId(scheduleId, id) === null) ?? [];
  if (unknown.length > 0) return refused({ code: 'SEAT_NOT_FOUND', seats: unknown.slice(0, 20) });
  const places = seatIds?.flatMap((id) => placeOfSeatId(scheduleId, id) ?? []) ?? [];
  if (seatIds && places.length === 0) return granted({ released: [], hold: null });

  const whose = { scheduleId, userId: wish.buyer.userId };
  const said = await askHold(scheduleId, () => releasePlaces(whose, places, found.value.schedule.rules));
  if (said.outcome !== 'held') return granted({ released: [], hold: null });
  return granted({
    released: said.touched.map((place) => seatId(scheduleId, place)),
    hold: said.hold.places.length > 0 ? presentHold(found.value, said.hold) : null,
  });
}
