import { firstWhere } from './stretches.mjs';

/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Operation} Operation */

/** When something may have been so, in order: since when each time, and until when each. @typedef {{from: number[], to: number[]}} Times */

/** So long after its answer a call may go on: as a booking without an outcome shields its seats, or a process was paused. */
const lateMilliseconds = 20_000;
/** The map, and the sweep of what lapsed, may be so far behind. */
const behindMilliseconds = 5000;
const never = Number.POSITIVE_INFINITY;

/**
 * Tells of refusals whether they may have been true for another reason than what their own key booked. Whatever somebody else
 * may have had counts from when it was asked for until it was certainly over: rather too long than too short. O(n log n).
 * @param {History} history
 * @param {Operation[]} refusals
 * @returns {(refusal: Operation) => boolean}
 */
export function otherReasons(history, refusals) {
  /** @type {Map<string, Times>} */
  const known = new Map();
  const wanted = new Set(refusals.flatMap(reasonsFor));
  for (const { reason, owner, from, to } of possible(history)) {
    if (!wanted.has(reason)) continue;
    for (const name of [reason, `${reason} of ${owner}`]) {
      const times = known.get(name) ?? { from: [], to: [] };
      known.set(name, times);
      times.from.push(from);
      times.to.push(to);
    }
  }
  for (const { from, to } of known.values()) for (const ends of [from, to]) ends.sort((a, b) => a - b);
  return (refusal) =>
    reasonsFor(refusal).some((reason) => {
      const own = [refusal.buyer, `${refusal.buyer} ${refusal.key}`].map((owner) => `${reason} of ${owner}`);
      const all = meeting(known.get(reason), refusal);
      return all > own.reduce((sum, name) => sum + meeting(known.get(name), refusal), 0);
    });
}

/** What must have been so, one of it at least, for a refusal to be true. @param {Operation} operation @returns {string[]} */
function reasonsFor({ refusal, asked = [], show, buyer }) {
  if (refusal === 'SEAT_ALREADY_SOLD') return asked.map((seat) => `${seat} sold`);
  // Which seats a search without an answer took nobody knows: it may have been any.
  if (refusal === 'SEAT_ALREADY_HELD') return [...asked, `any of ${show}`].map((seat) => `${seat} held`);
  return refusal === 'SEAT_LIMIT_EXCEEDED' ? [`${buyer} in ${show}`] : [];
}

/** How many of these times a call overlaps. @param {Times | undefined} times @param {Operation} call */
function meeting(times, call) {
  if (!times) return 0;
  const { from, to } = times;
  const begun = firstWhere(from.length, (n) => (from[n] ?? never) > call.to);
  return begun - firstWhere(to.length, (n) => (to[n] ?? never) >= call.from);
}

/** @typedef {{reason: string, owner: string, from: number, to: number}} Possible owner: a buyer's holds, or what came of one of their keys */

/**
 * All that may have kept others from a seat, or their buyer from more.
 * @param {History} history
 * @returns {Generator<Possible>}
 */
function* possible(history) {
  const booking = history.keys.filter(({ operation }) => operation === 'book');
  const codes = new Map(booking.map(({ buyer, key, code }) => [`${buyer} ${key}`, code]));
  const endOf = endsOfSeats(history);
  for (const operation of history.operations) {
    const { kind, outcome, refusal, buyer, key, code } = operation;
    const owner = `${buyer} ${key}`;
    if (kind === 'book' || kind === 'claim') yield* booked(operation, owner, endOf, code ?? codes.get(owner));
    else if (kind !== 'hold' && kind !== 'best') continue;
    // Over the limit, seats are taken, counted, and given back.
    else if (outcome !== 'refused' || refusal === 'SEAT_LIMIT_EXCEEDED') yield* held(operation);
  }
}

/** @param {Operation} operation @returns {Generator<Possible>} */
function* held({ outcome, buyer, show, asked, seats, from, to, seconds = 0 }) {
  const end = to + (outcome === 'ok' ? seconds * 1000 + behindMilliseconds : lateMilliseconds);
  for (const seat of seats ?? asked ?? [`any of ${show}`]) {
    yield { reason: `${seat} held`, owner: buyer, from, to: end };
  }
}

/**
 * Seats are held while a call to book them is under way, whatever comes of it, and a while longer where it could not let go;
 * what was booked is sold, or waits for its money, until its end.
 * @param {Operation} operation
 * @param {string} owner
 * @param {(code: string, seat: string) => number} endOf
 * @param {string} [code] of the booking that came of it
 * @returns {Generator<Possible>}
 */
function* booked({ buyer, show, asked = [], seats = asked, from, to }, owner, endOf, code) {
  for (const seat of seats) {
    const end = code ? endOf(code, seat) + behindMilliseconds : to + lateMilliseconds;
    const its = { owner, from, to: end };
    yield { ...its, reason: `${buyer} in ${show}` };
    yield { ...its, reason: `${seat} held` };
    if (code) yield { ...its, reason: `${seat} sold` };
  }
}

/**
 * When a seat of a booking certainly was its buyer's no more: with the last answer about giving it back. Never where it still
 * is, or nobody knows when it ceased to be.
 * @param {History} history
 * @returns {(code: string, seat: string) => number}
 */
function endsOfSeats({ operations, bookings }) {
  /** @type {Map<string, number>} */
  const last = new Map();
  for (const { kind, outcome, code, asked, to } of operations) {
    if (outcome === 'refused' || (kind !== 'cancel' && kind !== 'abandon')) continue;
    for (const name of asked ? asked.map((seat) => `${code} ${seat}`) : [`${code}`]) {
      last.set(name, Math.max(to, last.get(name) ?? 0));
    }
  }
  const gone = new Set(
    bookings.flatMap(({ code, seats }) =>
      seats.filter(({ live }) => !live).map(({ seat }) => `${code} ${seat}`),
    ),
  );
  return (code, seat) => {
    if (!gone.has(`${code} ${seat}`)) return never;
    return Math.max(last.get(code) ?? 0, last.get(`${code} ${seat}`) ?? 0) || never;
  };
}
