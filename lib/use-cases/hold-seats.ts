import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { HoldRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import { metrics } from '@/lib/metrics';
import { admissionRefusal } from '@/lib/sale/admission-refusal';
import { findSale, saleRefusal } from '@/lib/sale/find-sale';
import { settleInTime } from '@/lib/sale/settle-in-time';
import { takeSeats } from '@/lib/sale/take-seats';
import { whileRowsHold } from '@/lib/sale/while-rows-hold';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

interface Wish {
  buyer: Buyer;
  scheduleId: string;
  eventId?: string | undefined;
  wanted: SeatsWanted;
  /** How many seats the buyer wants in all: once the hold has them, the orphan rule decides. Left out: at booking. */
  partySize?: number | undefined;
  /** The token of the schedule's waiting room, where it has one. */
  admission?: string | null | undefined;
}

/**
 * Holds seats for a buyer: all of them or none; adds to the buyer's hold of the schedule and re-arms it. Seats that
 * are the buyer's already are no conflict. Refuses by the rules of the sale and names lost seats with the nearest free
 * ones. Throws StoreUnavailable.
 */
export async function holdSeats(wish: Wish): Promise<Result<Hold, HoldRefusal>> {
  const result = await settleInTime(tryToHold(wish));
  metrics.holds.inc({ outcome: result.ok ? 'held' : result.refusal.code });
  return result;
}

async function tryToHold({
  buyer,
  partySize = Number.POSITIVE_INFINITY,
  ...wish
}: Wish): Promise<Result<Hold, HoldRefusal>> {
  const found = await findSale(wish);
  if (!found.ok) return found;
  const sale = found.value;
  const closed = saleRefusal(sale.schedule);
  if (closed) return refused(closed);
  const { schedule } = sale;
  const outside = await admissionRefusal(schedule, buyer, wish.admission, schedule.rules.holdSeconds);
  if (outside) return refused(outside);

  const { userId } = buyer;
  return withBuyerLock({ scheduleId: sale.schedule.scheduleId, userId }, async () => {
    const outcome = await whileRowsHold(
      sale,
      userId,
      partySize,
      (watched) => takeSeats(sale, userId, watched),
      (taken) => taken === 'ROW_CHANGED',
    );
    if ('refusal' in outcome) return refused(outcome.refusal);
    return outcome.said === 'ROW_CHANGED' ? refused({ code: outcome.said }) : outcome.said;
  });
}
