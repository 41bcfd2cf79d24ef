/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Operation} Operation */

/**
 * A seat was certainly somebody's from the answer that said so until they first asked to give it back. What came of an
 * operation without an answer may or may not have happened: it ends certainty, and never begins it.
 * @typedef {object} Stretch
 * @property {string} seat
 * @property {string} buyer
 * @property {number} from
 * @property {number} to
 * @property {number} operation that said so
 * @property {string} what told the reader
 * @property {string} [code] of the booking
 */

/** After Redis was lost a process may need so long to ask it again. */
const recoveryMilliseconds = 3000;

/** The seats of a booking as far as its buyer knows. A page's answer names none: what was asked for was booked. @param {Operation} operation */
export function seatsTold({ seats, asked = [] }) {
  return seats ?? asked;
}

/**
 * Of what was booked. A claim is certain as long as it was promised to wait for its money, what is paid from the first
 * answer that said so.
 * @param {History} history
 * @returns {Stretch[]}
 */
export function bookedStretches({ operations }) {
  /** @type {Map<string, {first: Operation, paid?: Operation}>} */
  const bookings = new Map();
  for (const operation of operations) {
    const { kind, outcome, code } = operation;
    if (outcome !== 'ok' || !code) continue;
    const its = bookings.get(code);
    if (kind === 'book' || kind === 'claim') {
      if (!its) bookings.set(code, { first: operation });
      else if (operation.to < its.first.to) its.first = operation;
    } else if (its && operation.stage === 'paid' && !(its.paid && its.paid.to <= operation.to)) {
      its.paid = operation;
    }
  }
  const ends = endsAsked(operations);
  return [...bookings].flatMap(([code, { first, paid }]) =>
    seatsTold(first).flatMap((seat) => {
      const end = Math.min(ends.get(code) ?? never, ends.get(`${code} ${seat}`) ?? never);
      const its = { seat, buyer: first.buyer, code, what: `booking ${code}` };
      return certain(first, paid)
        .map(({ from, to, operation }) => ({ ...its, from, to: Math.min(to, end), operation: operation.id }))
        .filter(({ from, to }) => from < to);
    }),
  );
}

const never = Number.POSITIVE_INFINITY;

/**
 * When a booking is certain, by the answers alone.
 * @param {Operation} first
 * @param {Operation} [paid]
 * @returns {{from: number, to: number, operation: Operation}[]}
 */
function certain(first, paid) {
  const claimed = {
    from: first.to,
    to: first.kind === 'book' ? never : promisedEnd(first),
    operation: first,
  };
  if (!paid) return [claimed];
  if (paid.to <= claimed.to) return [{ ...claimed, to: never }];
  return [claimed, { from: paid.to, to: never, operation: paid }];
}

/** Counted from when it was asked for: delays only shorten it. @param {Operation} operation */
function promisedEnd({ from, seconds = 0 }) {
  return from + seconds * 1000;
}

/**
 * When giving something back was first asked for: by code, or by code and seat. What was refused did nothing.
 * @param {Operation[]} operations
 */
export function endsAsked(operations) {
  /** @type {Map<string, number>} */
  const first = new Map();
  for (const { kind, outcome, code, asked, from } of operations) {
    if (outcome === 'refused' || (kind !== 'cancel' && kind !== 'abandon')) continue;
    for (const name of asked ? asked.map((seat) => `${code} ${seat}`) : [`${code}`]) {
      first.set(name, Math.min(from, first.get(name) ?? from));
    }
  }
  return first;
}

/**
 * Of what was held: until its promised end, until its buyer next asks for anything, or until Redis is lost.
 * @param {History} history
 * @returns {Stretch[]}
 */
export function heldStretches({ operations, faults }) {
  /** @type {Map<string, number[]>} */
  const asked = new Map();
  for (const { buyer, from } of operations) {
    const its = asked.get(buyer);
    if (its) its.push(from);
    else asked.set(buyer, [from]);
  }
  for (const times of asked.values()) times.sort((a, b) => a - b);
  const lost = timesLost(faults);
  return operations.flatMap((operation) => {
    const { id, kind, outcome, seats = [], buyer, from, to } = operation;
    if ((kind !== 'hold' && kind !== 'best') || outcome !== 'ok') return [];
    const times = asked.get(buyer) ?? [];
    const next = times[firstWhere(times.length, (n) => (times[n] ?? 0) > from)] ?? never;
    const loss = lost[firstWhere(lost.length, (n) => (lost[n]?.to ?? 0) > from)]?.from ?? never;
    const end = Math.min(next, promisedEnd(operation), loss);
    if (end <= to) return [];
    return seats.map((seat) => ({ seat, buyer, from: to, to: end, operation: id, what: 'hold' }));
  });
}

/**
 * When holds were not certain, in order and apart from each other.
 * @param {History['faults']} faults
 */
function timesLost(faults) {
  /** @type {{from: number, to: number}[]} */
  const times = [];
  const losses = faults.filter(({ holdsLost }) => holdsLost).sort((a, b) => a.from - b.from);
  for (const { from, to } of losses) {
    const last = times.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to + recoveryMilliseconds);
    else times.push({ from, to: to + recoveryMilliseconds });
  }
  return times;
}

/**
 * The first of so many for which it is true, where it stays true from then on.
 * @param {number} count
 * @param {(n: number) => boolean} isTrue
 */
export function firstWhere(count, isTrue) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
