import type { OfferOutcome } from '@/lib/domain/serve-line';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import type { StoredSchedule } from '@/lib/postgres/schedule-store';
import { notePassedOver, type PersonInLine, writeOffer } from '@/lib/postgres/standby-offer-store';
import { dropOffered, keepOffer, takeForLine } from '@/lib/redis/standby-store';
import { askHold } from './ask-hold';

/**
 * Offers seats to somebody in line: takes them in Redis for a moment, so that nobody else holds what could not be booked; then
 * PostgreSQL judges and writes the offer; then the hold lasts as long as the offer. Whoever dies in between leaves a hold
 * of a few seconds, or an offer whose hold the next round restores. Throws StoreUnavailable.
 */
export async function makeOffer(
  schedule: StoredSchedule,
  person: PersonInLine,
  places: readonly number[],
): Promise<OfferOutcome> {
  const { scheduleId, rules } = schedule;
  const { standbyId, userId } = person;
  const whose = { scheduleId, userId };
  const limit = rules.seatLimit - person.liveTickets;
  const taken = await askHold(scheduleId, () => takeForLine(whose, places, limit));
  if (taken.outcome === 'SEAT_LIMIT_EXCEEDED') return passOver(person, taken.outcome);
  if (taken.outcome !== 'held') return told('lost');
  // Never shorter than what the buyer's hold has left: it ends as one.
  const heldSeconds = (taken.hold.expiresAtMs - taken.hold.nowMs) / 1000;
  const seconds = Math.max(rules.standbyOfferSeconds, heldSeconds);
  const said = await writeOffer({ standbyId, scheduleId, places, seconds });
  if ('offered' in said) {
    await orNextRound(keepOffer(whose, places, seconds * 1000));
    return told('offered');
  }
  await orNextRound(dropOffered(whose, places, rules));
  return outcomeOf(person, said);
}

/** The same while Redis is away: what PostgreSQL keeps for the line is nobody's, and the hold is made when Redis is back. */
export async function makeOfferWithoutRedis(
  schedule: StoredSchedule,
  person: PersonInLine,
  places: readonly number[],
): Promise<OfferOutcome> {
  const { scheduleId, rules } = schedule;
  const { standbyId } = person;
  const said = await writeOffer({ standbyId, scheduleId, places, seconds: rules.standbyOfferSeconds });
  return outcomeOf(person, said);
}

/** Seats go past somebody who may not have any now, and who is told why. Throws StoreUnavailable. */
export async function passOver({ standbyId, isTold }: PersonInLine, code: string): Promise<OfferOutcome> {
  if (!isTold) await notePassedOver(standbyId, code);
  return told('passed_over');
}

async function outcomeOf(
  person: PersonInLine,
  said: Awaited<ReturnType<typeof writeOffer>>,
): Promise<OfferOutcome> {
  if ('refusal' in said) return passOver(person, said.refusal);
  if ('offered' in said) return told('offered');
  return told('lost' in said ? 'lost' : 'gone');
}

function told(outcome: OfferOutcome): OfferOutcome {
  metrics.standbyOffers.inc({ outcome });
  return outcome;
}

/** What Redis did not hear now the next round mends; the seats taken lapse by themselves. */
async function orNextRound(telling: Promise<unknown>): Promise<void> {
  try {
    await telling;
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error }, 'telling Redis of an offer failed');
  }
}
