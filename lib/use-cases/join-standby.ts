import { randomUUID } from 'node:crypto';
import type { Buyer } from '@/lib/domain/buyer';
import type { StandbyRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { packedStatusAt } from '@/lib/domain/seat';
import { namedSeat, type SeatsWanted } from '@/lib/domain/seats-wanted';
import type { Standby } from '@/lib/domain/standby';
import { type JoinSaid, putInLine, readStandbyOf, type StandbyWish } from '@/lib/postgres/standby-store';
import { readHold } from '@/lib/redis/hold-store';
import { admissionRefusal } from '@/lib/sale/admission-refusal';
import { askHold } from '@/lib/sale/ask-hold';
import { countLike } from '@/lib/sale/choose-best';
import { findSale, type Sale, saleRefusal, seatsAt } from '@/lib/sale/find-sale';
import { lostSeats } from '@/lib/sale/lost-seats';
import { presentStandby } from '@/lib/sale/present-standby';
import { readLiveState } from '@/lib/sale/seat-state';
import { settleInTime } from '@/lib/sale/settle-in-time';
import { tellLine } from '@/lib/sale/waited-for';

/** Named seats, all of them; or any so many of a grade. */
export type StandbyFor = SeatsWanted | { grade: string; quantity: number };

interface Wish {
  buyer: Buyer;
  scheduleId: string;
  for: StandbyFor;
  /** The token of the schedule's waiting room, where it has one. */
  admission?: string | null | undefined;
}

/** The place in line, and whether it is a new one. */
interface Joined {
  standby: Standby;
  fresh: boolean;
}

type Outcome = Result<Joined, StandbyRefusal>;

/**
 * Puts a buyer in line for seats that are held or sold. Who stands in that line already keeps the place. Refuses what is free
 * or the buyer's own already, and by the rules of the sale. Throws StoreUnavailable.
 */
export function joinStandby(wish: Wish): Promise<Outcome> {
  return settleInTime(tryToJoin(wish));
}

async function tryToJoin({ buyer, scheduleId, for: wanted, admission }: Wish): Promise<Outcome> {
  const found = await findSale({ scheduleId, wanted: 'grade' in wanted ? undefined : wanted });
  if (!found.ok) return found;
  const sale = found.value;
  const closed = saleRefusal(sale.schedule);
  if (closed) return refused(closed);
  // In line for a seat somebody holds is in front of who waits to come in.
  const outside = await admissionRefusal(sale.schedule, buyer, admission, 0);
  if (outside) return refused(outside);
  const no = await notNeeded(sale, buyer.userId, wanted);
  if (no) return refused(no);
  const wish = wishOf(sale, wanted);
  const said = await putInLine(buyer, scheduleId, randomUUID(), wish);
  if ('refusal' in said) return refused(inWords(sale, said));
  // From now on these seats are parked for the line when they come free; the job would tell it half a second later.
  await tellLine(scheduleId);
  const stored = (await readStandbyOf(buyer.userId, scheduleId)).find(
    (one) => one.standbyId === said.standby,
  );
  if (!stored) throw new Error(`The place in line ${said.standby} is gone.`);
  return granted({ standby: presentStandby(sale, stored), fresh: said.fresh });
}

function wishOf(sale: Sale, wanted: StandbyFor): StandbyWish {
  if ('grade' in wanted) return { places: [], grades: [wanted.grade], quantity: wanted.quantity };
  const categories = new Set(seatsAt(sale.ready, sale.places).map(({ category }) => category));
  const grades = sale.schedule.grades.filter(({ category }) => categories.has(category));
  return { places: sale.places, grades: grades.map(({ name }) => name), quantity: sale.places.length };
}

/** Why nobody needs to stand by for this: it is free, it is the buyer's, or it is not to be had at all. */
async function notNeeded(sale: Sale, userId: string, wanted: StandbyFor): Promise<StandbyRefusal | null> {
  const { scheduleId, seatCount, grades } = sale.schedule;
  const { bytes } = await readLiveState(scheduleId, seatCount);
  if ('grade' in wanted) {
    if (!grades.some(({ name }) => name === wanted.grade))
      return { code: 'GRADE_NOT_FOUND', grade: wanted.grade };
    const free = countLike(sale, wanted, (place) => packedStatusAt(bytes, place) === 'available');
    return free >= wanted.quantity ? { code: 'STANDBY_NOT_NEEDED', seats: [] } : null;
  }
  const withheld = sale.places.filter((place) => packedStatusAt(bytes, place) === 'withheld');
  if (withheld.length > 0) return lostSeats(sale, 'SEAT_WITHHELD', withheld);
  const said = await askHold(scheduleId, () => readHold({ scheduleId, userId }));
  const mine = new Set(said.outcome === 'held' ? said.hold.places : []);
  const needless = sale.places.filter(
    (place) => mine.has(place) || packedStatusAt(bytes, place) === 'available',
  );
  return needless.length > 0 ? { code: 'STANDBY_NOT_NEEDED', seats: named(sale, needless) } : null;
}

function named(sale: Sale, places: readonly number[]) {
  return seatsAt(sale.ready, places).map((seat) => namedSeat(sale.schedule.scheduleId, seat));
}

function inWords(sale: Sale, said: Extract<JoinSaid, { refusal: string }>): StandbyRefusal {
  switch (said.refusal) {
    case 'SALES_NOT_OPEN':
      return { code: said.refusal, opensAt: said.at.toISOString() };
    case 'SALES_CLOSED':
      return { code: said.refusal, closedAt: said.at.toISOString() };
    case 'STANDBY_NOT_NEEDED':
      return { code: said.refusal, seats: named(sale, said.seats) };
    case 'SEAT_LIMIT_EXCEEDED':
      return { code: said.refusal, limit: said.limit, alreadyYours: said.already };
    case 'STANDBY_LIMIT_EXCEEDED':
      return { code: said.refusal, limit: said.limit };
    default:
      return { code: said.refusal };
  }
}
