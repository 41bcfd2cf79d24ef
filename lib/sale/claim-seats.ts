import { randomUUID } from 'node:crypto';
import type { BookingRefusal } from '@/lib/domain/refusals';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { acrossStumbles } from '@/lib/redis/client';
import { claimHold, endClaim, type WatchedRows } from '@/lib/redis/hold-store';
import { askHold, type HoldSaid } from './ask-hold';
import type { Sale } from './find-sale';
import { areasPatience, lineShieldMs } from './in-areas-turn';
import { areasLeft, lostSeats } from './lost-seats';
import { whileRowsHold } from './while-rows-hold';

/** What a booking attempt may go to the database with. */
export interface Claim {
  refusal?: BookingRefusal;
  places: number[];
  areas: AreaQuantity[];
  /** The attempt's name; empty without Redis. */
  attemptId: string;
}

/**
 * Proves in Redis that the seats are the buyer's or free, and shields the hold. Without Redis named seats go on to
 * PostgreSQL, which alone decides; a hold's id means nothing then.
 */
export async function claimSeats(
  sale: Sale,
  userId: string,
  wanted: SeatsWanted | { holdId: string },
): Promise<Claim> {
  const { scheduleId, rules } = sale.schedule;
  const attemptId = randomUUID();
  const asked = 'holdId' in wanted ? wanted : sale;
  // What a hold has is not known yet: where there are standing areas it may be some, and its booking waits for their turn.
  const waitsForTurn = ('holdId' in wanted ? sale.schedule.areas : sale.areas).length > 0;
  const shieldMs = waitsForTurn ? lineShieldMs : undefined;
  const claim = (watched: WatchedRows) =>
    askHold(scheduleId, () => claimHold({ scheduleId, userId }, asked, rules, attemptId, watched, shieldMs));
  // Claimed twice under one attempt is claimed once.
  const claimWatched = () =>
    whileRowsHold(sale, userId, 0, claim, (answer) => answer.outcome === 'ROW_CHANGED');
  const nothing = { places: [], areas: [], attemptId: '' };
  let said: HoldSaid;
  try {
    const outcome = await (waitsForTurn ? acrossStumbles(areasPatience, claimWatched) : claimWatched());
    if ('refusal' in outcome) return { ...nothing, refusal: outcome.refusal };
    said = outcome.said;
  } catch (error) {
    if (!isStoreUnavailable(error) || error.store !== 'redis' || 'holdId' in wanted) throw error;
    return { places: sale.places, areas: sale.areas, attemptId: '' };
  }
  switch (said.outcome) {
    case 'held': {
      const { places, areas } = 'holdId' in wanted ? said.hold : sale;
      return { places, areas, attemptId };
    }
    case 'HOLD_EXPIRED':
    case 'ROW_CHANGED':
      return { ...nothing, refusal: { code: said.outcome } };
    case 'SEAT_ALREADY_HELD':
    case 'SEAT_ALREADY_SOLD':
    case 'SEAT_WITHHELD':
      return { ...nothing, refusal: await lostSeats(sale, said.outcome, said.places) };
    case 'NOT_ENOUGH_PLACES':
      return { ...nothing, refusal: areasLeft(sale, said.left) };
    default:
      throw new Error(`claim-hold answered ${said.outcome}`);
  }
}

/** Ends a refused attempt: takes the shield off and gives back what it took. Never fails. */
export async function endClaimOf(whose: { scheduleId: string; userId: string }, claim: Claim): Promise<void> {
  if (claim.attemptId === '') return;
  try {
    await endClaim(whose, claim.attemptId);
  } catch (error) {
    // The shield ends by itself at its deadline.
    if (!isStoreUnavailable(error)) log.error({ error, ...whose }, 'ending a booking claim failed');
  }
}
