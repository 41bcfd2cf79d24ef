import { showOf } from './history.mjs';

/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Booking} Booking */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/**
 * Said once more, apart from the product: what a booking may become.
 * @type {Record<string, string[]>}
 */
const transitions = {
  '': ['PENDING', 'CONFIRMED'],
  PENDING: ['CAPTURING', 'CANCELLED', 'EXPIRED'],
  CAPTURING: ['PENDING', 'CONFIRMED'],
  CONFIRMED: ['CANCELLED', 'CONFIRMED'],
  EXPIRED: ['CAPTURING'],
  CANCELLED: [],
};
const live = new Set(['PENDING', 'CAPTURING', 'CONFIRMED']);

/** @param {Booking} booking */
const seatsHad = (booking) => booking.seats.filter((seat) => seat.live);

/**
 * A seat has one live booking at most (1), and its own row says the same as its bookings do.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkSeats({ bookings, seats }, tell) {
  /** @type {Map<string, Booking>} */
  const owners = new Map();
  for (const booking of bookings) {
    for (const { seat } of seatsHad(booking)) {
      const other = owners.get(seat);
      if (other) tell('I1', `seat ${seat} is in ${other.code} and in ${booking.code}`);
      owners.set(seat, booking);
    }
  }
  for (const [seat, status] of seats) {
    const owner = owners.get(seat);
    const expected = !owner
      ? ['available', 'withheld']
      : owner.status === 'CONFIRMED'
        ? ['sold']
        : ['claimed'];
    if (!expected.includes(status)) {
      tell(
        'I1',
        `seat ${seat} is ${status} though ${owner ? `${owner.code} is ${owner.status}` : 'nobody has it'}`,
      );
    }
  }
}

/**
 * The map of every instance shows what is sold as sold and nothing else so (19). What is free may be held by somebody.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkShown({ seats, shown }, tell) {
  /** @type {Record<string, string[]>} */
  const may = { available: ['available', 'held'], claimed: ['held'], sold: ['sold'], withheld: ['withheld'] };
  for (const { instance, seat, status } of shown) {
    const is = seats.get(seat) ?? '';
    if (!may[is]?.includes(status))
      tell('I19', `instance ${instance} shows ${seat} as ${status}; it is ${is}`);
  }
}

/**
 * A booking that is over has no seat, one that is live has some (4); its transitions are in the books, legal and one after the
 * other (16).
 * @param {History} history
 * @param {Tell} tell
 */
export function checkBookings({ bookings }, tell) {
  for (const booking of bookings) {
    const { code, status, audit } = booking;
    const had = seatsHad(booking).length;
    if (live.has(status) && had === 0) tell('I4', `${code} is ${status} and has no seat`);
    if (!live.has(status) && had > 0) tell('I4', `${code} is ${status} and still has ${had} seats`);
    let reached = '';
    for (const [from, to] of audit) {
      if ((from ?? '') !== reached)
        tell('I16', `${code}: from ${from} is noted where it was ${reached || 'new'}`);
      if (!transitions[from ?? '']?.includes(to ?? '')) tell('I16', `${code} went from ${from} to ${to}`);
      reached = to ?? '';
    }
    if (reached !== status) tell('I16', `${code} is ${status}; the books end with ${reached || 'nothing'}`);
  }
}

/**
 * At rest nobody has more seats than the sale allows (7).
 * @param {History} history
 * @param {Tell} tell
 */
export function checkLimitAtRest({ bookings, run }, tell) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const booking of bookings) {
    for (const { seat } of seatsHad(booking)) {
      const name = `${booking.buyer} of ${showOf(seat)}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  for (const [name, count] of counts) {
    if (count > run.seatLimit) tell('I7', `${name}: ${count} seats at rest, the limit is ${run.seatLimit}`);
  }
}

/** So long after the last call nobody can hold anything: as holds last, or a booking without an answer shields one, and 5 s. */
const quietMilliseconds = 21_000;

/**
 * Nothing waits for its end for ever (15): whoever walked away gave the seats back.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkEnds({ operations, bookings, seats, lapsed, shown }, tell) {
  for (const { code, status } of bookings) {
    if (status === 'PENDING' || status === 'CAPTURING') tell('I15', `${code} is ${status} and does not end`);
  }
  let longest = quietMilliseconds;
  for (const { kind, seconds = 0 } of operations) {
    if (kind === 'hold' || kind === 'best') longest = Math.max(longest, seconds * 1000 + 5000);
  }
  const free = shown.filter(({ seat }) => seats.get(seat) === 'available');
  for (const some of [lapsed, free]) {
    const last = lastCalls(operations, some[0]?.at);
    for (const { instance, seat, status, at } of some) {
      if (status === 'held' && at > (last.get(showOf(seat)) ?? 0) + longest)
        tell('I15', `instance ${instance} shows ${seat} as held, long after the last call`);
    }
  }
}

/**
 * When the last call about each show was answered, of those that began before.
 * @param {History['operations']} operations
 */
function lastCalls(operations, before = Number.POSITIVE_INFINITY) {
  /** @type {Map<string, number>} */
  const last = new Map();
  for (const { show, from, to } of operations) {
    if (from < before) last.set(show, Math.max(to, last.get(show) ?? 0));
  }
  return last;
}

/**
 * Whoever locks several rows locks them in one order, so PostgreSQL never has to break a deadlock. (One that is broken is tried
 * again and costs a second or an answer, never a seat: no answer alone shows it.)
 * @param {History} history
 * @param {Tell} tell
 */
export function checkLockOrder({ deadlocks }, tell) {
  if (deadlocks > 0) tell('order', `PostgreSQL broke ${deadlocks} deadlocks`);
}
