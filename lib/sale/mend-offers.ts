import type { StoredSchedule } from '@/lib/postgres/schedule-store';
import { type OfferOut, readOffersOut } from '@/lib/postgres/standby-offer-store';
import { dropOffered, keepOffer, type NotedOffer, type SeenForLine } from '@/lib/redis/standby-store';

/** An offer with less left than this is not worth restoring, milliseconds. */
const worthRestoringMs = 1000;
/** Redis may be a moment ahead of PostgreSQL's word as it was read, and the other way round; milliseconds. */
const settlingMs = 5000;

/** What Redis must be told so that its holds are what PostgreSQL's offers say. */
export function offersToMend(
  offers: readonly OfferOut[],
  seen: Pick<SeenForLine, 'noted' | 'owners' | 'nowMs'>,
): { missing: OfferOut[]; stale: NotedOffer[] } {
  const noted = new Map(seen.noted.map((offer) => [offer.place, offer.userId]));
  const owners = new Map(offers.flatMap(({ places }) => places).map((place, i) => [place, seen.owners[i]]));
  const stands = ({ userId, places }: OfferOut) =>
    places.every((place) => owners.get(place) === userId && noted.get(place) === userId);
  const missing = offers.filter((offer) => offer.leftMs > worthRestoringMs && !stands(offer));
  const isOut = ({ place, userId }: NotedOffer) =>
    offers.some((offer) => offer.userId === userId && offer.places.includes(place));
  return {
    missing,
    stale: seen.noted.filter((offer) => offer.since < seen.nowMs - settlingMs && !isOut(offer)),
  };
}

/**
 * Brings Redis to what PostgreSQL's offers say: restores holds that were lost, or never made because somebody died in between,
 * and drops what is noted as offered and is not any more. Throws StoreUnavailable.
 */
export async function mendOffers(
  { scheduleId, rules }: StoredSchedule,
  offers: readonly OfferOut[],
  seen: SeenForLine,
): Promise<void> {
  const { missing, stale } = offersToMend(offers, seen);
  for (const { userId, places, leftMs } of missing) await keepOffer({ scheduleId, userId }, places, leftMs);
  for (const { userId, place } of stale) await dropOffered({ scheduleId, userId }, [place], rules);
}

/** Puts every offer that is out into its buyer's hold; for a map that is built anew. Throws StoreUnavailable. */
export async function restoreOffers(scheduleId: string): Promise<void> {
  for (const { userId, places, leftMs } of await readOffersOut(scheduleId)) {
    await keepOffer({ scheduleId, userId }, places, leftMs);
  }
}
