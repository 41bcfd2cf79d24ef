/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Operation} Operation */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/**
 * A seat was certainly somebody's from the answer that said so until they first asked to give it back. What came of an
 * operation without an answer may or may not have happened: it ends certainty, and never begins it.
 * @typedef {{seat: string, buyer: string, from: number, to: number, operation: number, what: string}} Stretch
 */

/**
 * @param {History} history
 * @returns {Stretch[]}
 */
function bookedStretches({ operations }) {
  const cancelAsked = earliest(operations.filter(({ kind }) => kind === 'cancel'));
  /** @type {Map<string, Operation>} */
  const booked = new Map();
  for (const operation of operations) {
    const { kind, outcome, code } = operation;
    if (kind !== 'book' || outcome !== 'ok' || !code) continue;
    const earlier = booked.get(code);
    if (!earlier || operation.to < earlier.to) booked.set(code, operation);
  }
  return [...booked].flatMap(([code, { seats = [], buyer, to, id }]) =>
    seats.map((seat) => ({
      ...{ seat, buyer, from: to, to: cancelAsked.get(code) ?? Number.POSITIVE_INFINITY },
      ...{ operation: id, what: `booking ${code}` },
    })),
  );
}

/** When each booking's cancellation was first asked for. @param {Operation[]} operations */
function earliest(operations) {
  /** @type {Map<string, number>} */
  const first = new Map();
  for (const { code = '', from } of operations) first.set(code, Math.min(from, first.get(code) ?? from));
  return first;
}

/**
 * A hold is certain until its promised end, counted from when it was asked for, or until its buyer next asks for anything.
 * @param {History} history
 * @returns {Stretch[]}
 */
function heldStretches({ operations }) {
  /** @type {Map<string, number[]>} */
  const asked = new Map();
  for (const { buyer, from } of operations) {
    const its = asked.get(buyer);
    if (its) its.push(from);
    else asked.set(buyer, [from]);
  }
  for (const times of asked.values()) times.sort((a, b) => a - b);
  return operations.flatMap(({ id, kind, outcome, seats = [], seconds = 0, buyer, from, to }) => {
    if ((kind !== 'hold' && kind !== 'best') || outcome !== 'ok') return [];
    const next = asked.get(buyer)?.find((time) => time > from) ?? Number.POSITIVE_INFINITY;
    const end = Math.min(next, from + seconds * 1000);
    if (end <= to) return [];
    return seats.map((seat) => ({ seat, buyer, from: to, to: end, operation: id, what: 'hold' }));
  });
}

/**
 * No two buyers certainly have one seat at one moment (invariants 1 and 2); while Redis kept its keys that is so for holds too.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkOwnership(history, tell) {
  const booked = bookedStretches(history);
  overlaps(booked, true, (one, other) =>
    tell('I2', `seat ${one.seat}: ${one.what} and ${other.what} both had it`, [
      one.operation,
      other.operation,
    ]),
  );
  if (history.run.redisLost) return;
  overlaps([...booked, ...heldStretches(history)], false, (one, other) =>
    tell(
      'hold',
      `seat ${one.seat}: ${one.what} of ${one.buyer} and ${other.what} of ${other.buyer} at once`,
      [one.operation, other.operation],
    ),
  );
}

/**
 * @param {Stretch[]} stretches
 * @param {boolean} alsoOfOneBuyer
 * @param {(one: Stretch, other: Stretch) => void} found
 */
function overlaps(stretches, alsoOfOneBuyer, found) {
  stretches.sort((a, b) => (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : a.from - b.from));
  /** @type {Stretch | undefined} the one of the seat that lasts longest so far */
  let last;
  for (const stretch of stretches) {
    if (last?.seat !== stretch.seat) last = undefined;
    if (last && stretch.from < last.to && (alsoOfOneBuyer || last.buyer !== stretch.buyer))
      found(last, stretch);
    if (!last || stretch.to > last.to) last = stretch;
  }
}

/**
 * Nobody certainly has more seats than the sale allows, at any moment (invariant 7).
 * @param {History} history
 * @param {Tell} tell
 */
export function checkLimit(history, tell) {
  /** @type {Map<string, {at: number, by: number, operation: number}[]>} */
  const steps = new Map();
  for (const { buyer, from, to, operation } of bookedStretches(history)) {
    const its = steps.get(buyer) ?? [];
    its.push({ at: from, by: 1, operation }, { at: to, by: -1, operation });
    steps.set(buyer, its);
  }
  for (const [buyer, its] of steps) {
    its.sort((a, b) => a.at - b.at || a.by - b.by);
    let count = 0;
    for (const { by, operation } of its) {
      count += by;
      if (count > history.run.seatLimit) {
        tell('I7', `${buyer} had ${count} seats at once, the limit is ${history.run.seatLimit}`, [operation]);
        break;
      }
    }
  }
}
