import { randomUUID } from 'node:crypto';
import type { BookingRefusal } from '@/lib/domain/refusals';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { claimHold, endClaim, type WatchedRows } from '@/lib/redis/hold-store';
import { askHold, type HoldSaid } from './ask-hold';
import type { Sale } from './find-sale';
import { judgeOrphans } from './judge-orphans';
import { lostSeats } from './lost-seats';

/** What a booking attempt may go to the database with. */
export interface Claim {
  refusal?: BookingRefusal;
  places: number[];
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
  const asked = 'holdId' in wanted ? wanted : { places: sale.places };
  let said: HoldSaid | { outcome: 'judged'; refusal: BookingRefusal };
  try {
    said = await claimJudged(sale, userId, (watched) =>
      askHold(scheduleId, () => claimHold({ scheduleId, userId }, asked, rules, attemptId, watched)),
    );
  } catch (error) {
    if (!isStoreUnavailable(error) || error.store !== 'redis' || 'holdId' in wanted) throw error;
    return { places: sale.places, attemptId: '' };
  }
  const nothing = { places: [], attemptId: '' };
  switch (said.outcome) {
    case 'held':
      return { places: 'holdId' in wanted ? said.hold.places : sale.places, attemptId };
    case 'judged':
      return { ...nothing, refusal: said.refusal };
    case 'HOLD_EXPIRED':
    case 'ROW_CHANGED':
      return { ...nothing, refusal: { code: said.outcome } };
    case 'SEAT_ALREADY_HELD':
    case 'SEAT_ALREADY_SOLD':
    case 'SEAT_WITHHELD':
      return { ...nothing, refusal: await lostSeats(sale, said.outcome, said.places) };
    default:
      throw new Error(`claim-hold answered ${said.outcome}`);
  }
}

/** How often a row that changed meanwhile is judged again. */
const mostTries = 4;

/** Judges the orphan rule on what would be booked, and claims only while the rows are as they were judged. */
async function claimJudged(sale: Sale, userId: string, claim: (watched: WatchedRows) => Promise<HoldSaid>) {
  for (let tries = 1; ; tries += 1) {
    const judged = await judgeOrphans(sale, userId, 0);
    if ('refusal' in judged) return { outcome: 'judged' as const, refusal: judged.refusal };
    const said = await claim(judged.watched);
    if (said.outcome !== 'ROW_CHANGED' || tries === mostTries) return said;
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
