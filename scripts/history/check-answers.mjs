import { otherReasons } from './reasons.mjs';

/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Operation} Operation */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/**
 * An idempotency key has one effect and one answer (5): all who asked with it hear of the same booking, and no two bookings
 * came of it.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkIdempotency(history, tell) {
  const { operations, keys, bookings } = history;
  /** @type {Map<string, Operation>} */
  const granted = new Map();
  for (const operation of operations) {
    const { outcome, key, code, id } = operation;
    if (outcome !== 'ok' || !key) continue;
    const name = effectOf(operation);
    const first = granted.get(name);
    if (first && first.code !== code) {
      tell('I5', `key ${key} was answered with ${first.code} and with ${code}`, [first.id, id]);
    }
    if (!first || operation.to < first.to) granted.set(name, operation);
  }
  checkRefusals(history, granted, tell);
  // What booked left its key: a booking without one, or two for one key, came of an effect that was not guarded.
  const named = new Set(keys.filter(({ operation }) => operation === 'book').map(({ code }) => code));
  for (const { code } of bookings) if (!named.has(code)) tell('I5', `${code} was made under no key`);
}

/** What a call with a key is to bring about, once. @param {Operation} operation */
function effectOf({ buyer, kind, key }) {
  return `${buyer} ${kind} ${key}`;
}

/**
 * A refusal leaves its key free, so a "no" may stand before the "yes". It may not be asked for after the "yes" was told, nor
 * come of what the key itself brought about: then nothing else can have been the reason.
 * @param {History} history
 * @param {Map<string, Operation>} granted the first "yes" of each key
 * @param {Tell} tell
 */
function checkRefusals(history, granted, tell) {
  const refusals = history.operations.filter(
    (operation) =>
      operation.outcome === 'refused' &&
      !passing.has(operation.refusal ?? '') &&
      granted.has(effectOf(operation)),
  );
  const mayBeTrue = otherReasons(history, refusals);
  for (const operation of refusals) {
    const { id, key, refusal, from } = operation;
    const yes = granted.get(effectOf(operation));
    if (!yes || (from < yes.to && mayBeTrue(operation))) continue;
    tell('I5', `key ${key} was answered with ${yes.code} and with ${refusal}`, [yes.id, id]);
  }
}

/** What a call may hear while another one with its key is under way. */
const passing = new Set(['BUYER_BUSY', 'BOOKING_IN_PROGRESS']);

/**
 * A hold is answered with all the seats that were asked for, or as many (4).
 * @param {History} history
 * @param {Tell} tell
 */
export function checkHoldWhole({ operations }, tell) {
  for (const { id, kind, outcome, asked = [], quantity = 0, seats = [] } of operations) {
    if ((kind !== 'hold' && kind !== 'best') || outcome !== 'ok') continue;
    if (seats.length < quantity)
      tell('I4', `${quantity} seats were asked for and ${seats.length} held`, [id]);
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
 * Every answer is one that the interface promises. Whether a "no" was true is judged under granted keys alone (5).
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
