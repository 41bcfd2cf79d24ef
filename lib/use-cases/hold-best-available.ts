import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { HoldRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { packedStatusAt } from '@/lib/domain/seat';
import type { SeatBlock } from '@/lib/domain/seat-blocks';
import { metrics } from '@/lib/metrics';
import type { WatchedRows } from '@/lib/redis/hold-store';
import { admissionRefusal } from '@/lib/sale/admission-refusal';
import { chooseBest, countLike, type SeatsLike } from '@/lib/sale/choose-best';
import { findSale, type Sale, saleRefusal } from '@/lib/sale/find-sale';
import { picksUnderWay } from '@/lib/sale/picks-under-way';
import { readLiveState } from '@/lib/sale/seat-state';
import { settleInTime } from '@/lib/sale/settle-in-time';
import { takeSeats } from '@/lib/sale/take-seats';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

interface Wish extends SeatsLike {
  buyer: Buyer;
  scheduleId: string;
  eventId?: string | undefined;
  quantity: number;
  /** The token of the schedule's waiting room, where it has one. */
  admission?: string | null | undefined;
}

/** What was found and held. */
export interface BestHeld {
  hold: Hold;
  /** The new seats are side by side in one row. */
  together: boolean;
}

type Outcome = Result<BestHeld, HoldRefusal>;

/** Another process may take a choice between reading and holding; then the next best is tried. */
const mostTries = 5;
const lossCodes: ReadonlySet<string> = new Set(['SEAT_ALREADY_HELD', 'SEAT_ALREADY_SOLD', 'SEAT_WITHHELD']);

/**
 * Finds the best free seats for a party and holds them in the same call; they are added to the buyer's hold. Refuses
 * NOT_ENOUGH_SEATS, and by the rules of the sale like holdSeats. Throws StoreUnavailable.
 */
export async function holdBestAvailable(wish: Wish): Promise<Outcome> {
  const result = await settleInTime(tryToHoldBest(wish));
  metrics.holds.inc({ outcome: result.ok ? 'held_best' : result.refusal.code });
  return result;
}

async function tryToHoldBest(wish: Wish): Promise<Outcome> {
  const { scheduleId, eventId, buyer } = wish;
  // Looked up while the lock is asked for, as in holdSeats.
  const finding = findSale({ scheduleId, eventId });
  finding.catch(() => undefined);
  return withBuyerLock({ scheduleId, userId: buyer.userId }, async () => {
    const found = await finding;
    return found.ok ? holdBestAt(found.value, wish) : found;
  });
}

async function holdBestAt(sale: Sale, wish: Wish): Promise<Outcome> {
  const { schedule } = sale;
  const closed = saleRefusal(schedule);
  if (closed) return refused(closed);
  const outside = await admissionRefusal(schedule, wish.buyer, wish.admission, schedule.rules.holdSeconds);
  if (outside) return refused(outside);
  const limit = schedule.rules.seatLimit;
  if (wish.quantity > limit) return refused({ code: 'SEAT_LIMIT_EXCEEDED', limit, alreadyYours: 0 });
  return chooseAndHold(sale, wish);
}

async function chooseAndHold(
  { schedule, ready }: Pick<Sale, 'schedule' | 'ready'>,
  wish: Wish,
): Promise<Outcome> {
  const picks = picksUnderWay(schedule.scheduleId);
  let lost: Outcome | null = null;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { bytes } = await readLiveState(schedule.scheduleId, schedule.seatCount);
    const isFree = (place: number) => packedStatusAt(bytes, place) === 'available' && !picks.has(place);
    const best = chooseBest({ schedule, ready }, wish, isFree);
    if (!best) {
      return refused({ code: 'NOT_ENOUGH_SEATS', available: countLike({ schedule, ready }, wish, isFree) });
    }
    if (tries > 0) metrics.bestAvailableRetries.inc();
    const places = best.places;
    const sale = { schedule, ready, places, areas: [] };
    // Nothing is awaited between choosing and sending: Redis hears this process's picks in the order of their choice.
    const watched = schedule.rules.orphanRule === 'off' ? undefined : besides(ready.blocks, places, isFree);
    const held = await picks.during(places, () => takeSeats(sale, wish.buyer.userId, watched));
    if (held === 'ROW_CHANGED') {
      lost = refused({ code: held });
      continue;
    }
    if (held.ok) return granted({ hold: held.value, together: best.together });
    if (!lossCodes.has(held.refusal.code)) return held;
    lost = held;
  }
  return lost ?? refused({ code: 'ROW_CHANGED' });
}

/**
 * The two free seats on either side of a choice. While they stay free, it leaves nobody alone; a seat alone comes only
 * from somebody who takes the second of them.
 */
function besides(
  blocks: readonly SeatBlock[],
  places: readonly number[],
  isFree: (place: number) => boolean,
): WatchedRows {
  const chosen = new Set(places);
  const watched = new Map<number, boolean>();
  for (const block of blocks) {
    block.places.forEach((place, i) => {
      if (!chosen.has(place)) return;
      for (const step of [-1, 1]) {
        const [near, next] = [block.places[i + step], block.places[i + 2 * step]];
        if (near === undefined || next === undefined || chosen.has(near)) continue;
        if (isFree(near) && isFree(next)) watched.set(near, false).set(next, false);
      }
    });
  }
  return watched;
}
