import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { HoldRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import { metrics } from '@/lib/metrics';
import { admissionRefusal } from '@/lib/sale/admission-refusal';
import { findSale, type Sale, saleRefusal } from '@/lib/sale/find-sale';
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

async function tryToHold(wish: Wish): Promise<Result<Hold, HoldRefusal>> {
  const { scheduleId, buyer } = wish;
  // Looked up while the lock is asked for: one wait less on the way that everybody takes at once.
  const finding = findSale(wish);
  finding.catch(() => undefined);
  return withBuyerLock({ scheduleId, userId: buyer.userId }, async () => {
    const found = await finding;
    return found.ok ? holdAt(found.value, wish) : found;
  });
}

async function holdAt(sale: Sale, wish: Wish): Promise<Result<Hold, HoldRefusal>> {
  const { schedule } = sale;
  const { buyer, partySize = Number.POSITIVE_INFINITY } = wish;
  const closed = saleRefusal(schedule);
  if (closed) return refused(closed);
  const outside = await admissionRefusal(schedule, buyer, wish.admission, schedule.rules.holdSeconds);
  if (outside) return refused(outside);

  const outcome = await whileRowsHold(
    sale,
    buyer.userId,
    partySize,
    (watched) => takeSeats(sale, buyer.userId, watched),
    (taken) => taken === 'ROW_CHANGED',
  );
  if ('refusal' in outcome) return refused(outcome.refusal);
  return outcome.said === 'ROW_CHANGED' ? refused({ code: outcome.said }) : outcome.said;
}
