/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Operation} Operation */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/**
 * An idempotency key has one effect and one answer (5): all who asked with it hear of the same booking, and no two bookings
 * came of it.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkIdempotency({ operations, keys, bookings }, tell) {
  /** @type {Map<string, Operation>} */
  const answers = new Map();
  for (const operation of operations) {
    const { kind, outcome, key, code, buyer, id } = operation;
    if (outcome !== 'ok' || !key) continue;
    const name = `${buyer} ${kind} ${key}`;
    const first = answers.get(name);
    if (first && first.code !== code) {
      tell('I5', `key ${key} was answered with ${first.code} and with ${code}`, [first.id, id]);
    }
    answers.set(name, first ?? operation);
  }
  for (const { kind, outcome, key, refusal = '', buyer, id } of operations) {
    const first = key && answers.get(`${buyer} ${kind} ${key}`);
    if (!first || outcome !== 'refused' || passing.has(refusal)) continue;
    tell('I5', `key ${key} was answered with ${first.code} and with ${refusal}`, [first.id, id]);
  }
  // What booked left its key: a booking without one, or two for one key, came of an effect that was not guarded.
  const named = new Set(keys.filter(({ operation }) => operation === 'book').map(({ code }) => code));
  for (const { code } of bookings) if (!named.has(code)) tell('I5', `${code} was made under no key`);
}

/** What a call may hear while another one with its key is under way. */
const passing = new Set(['BUYER_BUSY', 'BOOKING_IN_PROGRESS']);

/**
 * A hold is answered with all the seats that were asked for (4).
 * @param {History} history
 * @param {Tell} tell
 */
export function checkHoldWhole({ operations }, tell) {
  for (const { id, kind, outcome, asked = [], seats = [] } of operations) {
    if (kind !== 'hold' || outcome !== 'ok') continue;
    const missing = asked.filter((seat) => !seats.includes(seat));
    if (missing.length > 0) tell('I4', `a hold was answered without ${missing.join(', ')}`, [id]);
  }
}

/** What a buyer who plays by the rules may hear. */
const expected = new Set([
  'SEAT_ALREADY_HELD',
  'SEAT_ALREADY_SOLD',
  'NOT_ENOUGH_SEATS',
  'SEAT_LIMIT_EXCEEDED',
  'LEAVES_SINGLE_SEAT',
  'ROW_CHANGED',
  'NO_HOLD',
  'HOLD_EXPIRED',
  'BUYER_BUSY',
  'BOOKING_IN_PROGRESS',
  'ALREADY_CANCELLED',
  'BOOKING_NOT_CANCELLABLE',
  'SERVICE_UNAVAILABLE',
]);

/**
 * Every answer is one that the interface promises, and nobody hears "no" in a way that cannot be true.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkAnswers({ operations }, tell) {
  for (const { id, kind, outcome, status, refusal } of operations) {
    // What the bank says is not ours to promise.
    if (outcome === 'ok' || status === 0 || kind === 'approve' || kind === 'decline') continue;
    const known = refusal !== undefined && expected.has(refusal) && (status < 500 || status === 503);
    if (!known) tell('answer', `${kind} was answered ${status} ${refusal ?? 'without a code'}`, [id]);
  }
}
