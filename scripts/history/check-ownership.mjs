import { showOf } from './history.mjs';
import { bookedStretches, heldStretches } from './stretches.mjs';

/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./stretches.mjs').Stretch} Stretch */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/**
 * No two buyers certainly have one seat at one moment (invariants 1 and 2); while Redis kept its keys that is so for holds too.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkOwnership(history, tell) {
  const booked = bookedStretches(history);
  overlaps(
    booked,
    (one, other) => one.code !== other.code,
    (one, other) =>
      tell('I2', `seat ${one.seat}: ${one.what} and ${other.what} both had it`, [
        one.operation,
        other.operation,
      ]),
  );
  overlaps(
    [...booked, ...heldStretches(history)],
    (one, other) => one.buyer !== other.buyer,
    (one, other) =>
      tell(
        'hold',
        `seat ${one.seat}: ${one.what} of ${one.buyer} and ${other.what} of ${other.buyer} at once`,
        [one.operation, other.operation],
      ),
  );
}

/**
 * @param {Stretch[]} stretches
 * @param {(one: Stretch, other: Stretch) => boolean} areApart who may not have it together
 * @param {(one: Stretch, other: Stretch) => void} found
 */
function overlaps(stretches, areApart, found) {
  stretches.sort((a, b) => (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : a.from - b.from));
  /** @type {Stretch | undefined} the one of the seat that lasts longest so far */
  let last;
  for (const stretch of stretches) {
    if (last?.seat !== stretch.seat) last = undefined;
    if (last && stretch.from < last.to && areApart(last, stretch)) found(last, stretch);
    if (!last || stretch.to > last.to) last = stretch;
  }
}

/**
 * Nobody certainly has more seats of a show than it allows, at any moment (invariant 7).
 * @param {History} history
 * @param {Tell} tell
 */
export function checkLimit(history, tell) {
  /** @type {Map<string, {at: number, by: number, operation: number}[]>} */
  const steps = new Map();
  for (const { seat, buyer, from, to, operation } of bookedStretches(history)) {
    const name = `${buyer} of ${showOf(seat)}`;
    const its = steps.get(name) ?? [];
    its.push({ at: from, by: 1, operation }, { at: to, by: -1, operation });
    steps.set(name, its);
  }
  for (const [name, its] of steps) {
    its.sort((a, b) => a.at - b.at || a.by - b.by);
    let count = 0;
    for (const { by, operation } of its) {
      count += by;
      if (count > history.run.seatLimit) {
        tell('I7', `${name}: ${count} seats at once, the limit is ${history.run.seatLimit}`, [operation]);
        break;
      }
    }
  }
}
