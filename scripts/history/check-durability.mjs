import { endsAsked, seatsTold } from './stretches.mjs';

/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Operation} Operation */
/** @typedef {import('./history.mjs').Booking} Booking */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/**
 * What was acknowledged is so at rest (3): a booking is there with all the seats its answer named (4); once confirmed, each of
 * its seats that nobody asked to give back is still its buyer's, and what was cancelled is nobody's.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkDurability({ operations, bookings }, tell) {
  const byCode = new Map(bookings.map((booking) => [booking.code, booking]));
  const ends = endsAsked(operations);
  for (const operation of operations) {
    const { kind, outcome, code = '', buyer, id, stage } = operation;
    const isBooking = kind === 'book' || kind === 'claim';
    if (outcome !== 'ok' || !(isBooking || kind === 'cancel' || stage)) continue;
    const booking = byCode.get(code);
    if (!booking) {
      tell('I3', `${code} was acknowledged and is not there`, [id]);
      continue;
    }
    if (booking.buyer !== buyer) tell('I3', `${code} of ${buyer} belongs to ${booking.buyer}`, [id]);
    if (isBooking) checkWhole(operation, booking, tell);
    if (kind === 'book' || stage === 'paid') checkKept(operation, booking, ends, tell);
    if (kind === 'cancel') checkCancelled(operation, booking, tell);
    if (stage === 'cancelled' && booking.status !== 'CANCELLED') {
      tell('I3', `${code} was told to be given up and is ${booking.status}`, [id]);
    }
  }
}

/** @param {Operation} operation @param {Booking} booking @param {Tell} tell */
function checkWhole(operation, booking, tell) {
  const told = seatsTold(operation);
  const has = new Set(booking.seats.map(({ seat }) => seat));
  if (has.size !== told.length || told.some((seat) => !has.has(seat))) {
    const { code } = booking;
    tell('I4', `${code} was acknowledged with ${told.join(', ')} and has ${[...has].join(', ')}`, [
      operation.id,
    ]);
  }
}

/** @param {Operation} operation @param {Booking} booking @param {Map<string, number>} ends @param {Tell} tell */
function checkKept({ id }, { code, status, seats }, ends, tell) {
  if (ends.has(code)) return;
  const gone = seats.filter(({ seat, live }) => !live && !ends.has(`${code} ${seat}`));
  if (gone.length === 0 && (status === 'CONFIRMED' || seats.every(({ live }) => !live))) return;
  const what = gone.length > 0 ? ` without ${gone.map(({ seat }) => seat).join(', ')}` : '';
  tell('I3', `${code} was acknowledged and is ${status}${what}`, [id]);
}

/** @param {Operation} operation @param {Booking} booking @param {Tell} tell */
function checkCancelled({ id, asked }, { code, status, seats }, tell) {
  if (!asked && status !== 'CANCELLED') tell('I3', `${code} was cancelled and is ${status}`, [id]);
  const left = seats.filter(({ seat, live }) => live && asked?.includes(seat));
  for (const { seat } of left) tell('I3', `${seat} of ${code} was cancelled and is still its buyer's`, [id]);
}
