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
    counts.set(booking.buyer, (counts.get(booking.buyer) ?? 0) + seatsHad(booking).length);
  }
  for (const [buyer, count] of counts) {
    if (count > run.seatLimit)
      tell('I7', `${buyer} has ${count} seats at rest, the limit is ${run.seatLimit}`);
  }
}

/**
 * What the bank took and did not give back is the price of what is confirmed and the fees that were kept (6), booking by
 * booking.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkMoney({ bookings, payments }, tell) {
  /** @type {Map<string, number>} */
  const taken = new Map();
  for (const { booking, captured, refunded } of payments) {
    taken.set(booking, (taken.get(booking) ?? 0) + captured - refunded);
  }
  if (payments.length === 0) return;
  for (const booking of bookings) {
    const { id, code, status, kept } = booking;
    const price = status === 'CONFIRMED' ? seatsHad(booking).reduce((sum, seat) => sum + seat.price, 0) : 0;
    const owed = price + kept;
    const has = taken.get(id) ?? 0;
    taken.delete(id);
    if (has !== owed) tell('I6', `${code} (${status}) should have ${owed} at the bank and has ${has}`);
  }
  for (const [booking, has] of taken)
    if (has !== 0) tell('I6', `the bank has ${has} for ${booking}, which is unknown`);
}
