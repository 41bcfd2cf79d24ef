import { packedStatusAt } from '@/lib/domain/seat';
import { type OfferOutcome, serveLine } from '@/lib/domain/serve-line';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import {
  type PersonInLine,
  passOffersOn,
  readKeptPlaces,
  readLine,
  readOffersOut,
  type StandbyBoard,
} from '@/lib/postgres/standby-offer-store';
import { lookForLine, type SeenForLine } from '@/lib/redis/standby-store';
import { chooseBest } from './choose-best';
import { findSale, type Sale } from './find-sale';
import { makeOffer, makeOfferWithoutRedis, passOver } from './make-offer';
import { mendOffers } from './mend-offers';
import { onSeatMap } from './on-seat-map';
import { SeatsForLine } from './seats-for-line';
import { tellBoard } from './waited-for';

type Hall = Pick<Sale, 'schedule' | 'ready'>;

/**
 * One round for a schedule where people stand by: passes on what was not used in time, mends what Redis lost of the offers,
 * and offers what is free to the line, in its order. Any number of instances may do it at once. Throws StoreUnavailable when
 * PostgreSQL is away; while Redis is, what PostgreSQL keeps for the line is offered.
 */
export async function serveStandby(board: StandbyBoard): Promise<void> {
  const { scheduleId } = board;
  const found = await findSale({ scheduleId });
  if (!found.ok) return;
  const hall = found.value;
  if (board.overdue) await passOffersOn(scheduleId);
  const seen = await look(hall, board);
  if (hall.schedule.saleStatus !== 'open') return;
  if (!seen) {
    const kept = new Set(await readKeptPlaces(scheduleId));
    await serve(hall, board, (place) => kept.has(place), makeOfferWithoutRedis);
    return;
  }
  const parked = new Set(seen.parked);
  const isFree = (place: number) => parked.has(place) || packedStatusAt(seen.bytes, place) === 'available';
  await serve(hall, board, isFree, makeOffer);
}

/** Tells Redis what is waited for, mends its offers, and answers what came free; null while Redis is away. */
async function look(hall: Hall, board: StandbyBoard): Promise<SeenForLine | null> {
  const { scheduleId } = board;
  try {
    await tellBoard(hall, board);
    const offers = await readOffersOut(scheduleId);
    const offered = offers.flatMap(({ places }) => places);
    const seen = await onSeatMap(
      scheduleId,
      () => lookForLine(scheduleId, offered),
      (answer) => answer === null,
    );
    if (seen) await mendOffers(hall.schedule, offers, seen);
    return seen;
  } catch (error) {
    if (isStoreUnavailable(error) && error.store === 'redis') return null;
    throw error;
  }
}

type MakeOffer = (
  schedule: Hall['schedule'],
  person: PersonInLine,
  places: readonly number[],
) => Promise<OfferOutcome>;

async function serve(
  hall: Hall,
  board: StandbyBoard,
  isFree: (place: number) => boolean,
  make: MakeOffer,
): Promise<void> {
  const left = new SeatsForLine(hall, isFree);
  let next: bigint | null = 0n;
  while (next !== null) {
    const free = left.wantedBy(board);
    if (free.places.length + free.grades.size === 0) return;
    const line: Awaited<ReturnType<typeof readLine>> = await readLine(board.scheduleId, free, next);
    const isThrough = await serveLine(
      line.people,
      (person) => seatsFor(hall, person, left),
      (person, places) =>
        person.refusal === null ? make(hall.schedule, person, places) : passOver(person, person.refusal),
      (places) => left.takeOut(places),
    );
    // The next round looks anew.
    if (!isThrough) return;
    ({ next } = line);
  }
}

/** The seats somebody in line gets of those that are left: all that were named, or the best together. */
function seatsFor(hall: Hall, person: PersonInLine, left: SeatsForLine): readonly number[] | null {
  const { places, grades, quantity, refusal } = person;
  if (places.length > 0) return places.every(left.has) ? places : null;
  const [grade = ''] = grades;
  // Choosing looks at the whole hall: not for everybody behind those who got the last ones, nor for who may have none.
  if (left.count(grade) < quantity) return null;
  return refusal === null ? (chooseBest(hall, { grade, quantity }, left.has)?.places ?? null) : [];
}
