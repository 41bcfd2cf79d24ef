// What a stampede leaves behind: one JSON object a line, told apart by `is`. First the run, then what was asked and what broke
// as it happened, last the database as it stood at rest. docs/proof.md describes every field.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Run
 * @property {number} seed
 * @property {number} seatLimit seats a buyer may have of a show
 */

/**
 * Milliseconds are of one clock, that of the process that asked.
 * @typedef {object} Operation
 * @property {number} id
 * @property {string} buyer
 * @property {'hold' | 'best' | 'release' | 'book' | 'claim' | 'cancel' | 'look' | 'pay' | 'abandon' | 'approve' | 'decline'} kind
 *   claim: booked, and still to be paid; look, pay and abandon are about a payment; approve and decline are said to the bank
 * @property {string} show which it is about
 * @property {string} [like] what kind of buyer asked
 * @property {boolean} [page] through a page's server action, not the API
 * @property {number} from when it was sent
 * @property {number} to when the answer was there, or hope was given up
 * @property {'ok' | 'refused' | 'unknown'} outcome
 * @property {number} status HTTP; 0 = no answer
 * @property {string} [refusal] its code
 * @property {string} [key] the idempotency key it went with
 * @property {string[]} [asked] seats that were asked for; of a cancellation without them, all
 * @property {number} [quantity] how many seats were asked for, wherever
 * @property {string[]} [seats] that the answer of an "ok" names
 * @property {string} [code] of the booking
 * @property {number} [seconds] how long an answered hold is promised to last, or a claim waits for its money
 * @property {string} [stage] where an answer says the payment stands
 * @property {number} [fee] kept of what was cancelled, minor units
 * @property {number} [instance] which process was asked
 */

/**
 * @typedef {object} Booking
 * @property {string} id
 * @property {string} code
 * @property {string} buyer
 * @property {string} status
 * @property {string} method how it is paid; "none" where there is nothing to pay
 * @property {number} total minor units
 * @property {number} kept fees kept of what was cancelled
 * @property {{seat: string, live: boolean, price: number}[]} seats
 * @property {(string | null)[][]} audit [from, to] of each transition, in order
 */

/** @typedef {{instance: number, seat: string, status: string, at: number}} Shown */

/**
 * @typedef {object} History
 * @property {Run} run
 * @property {Operation[]} operations
 * @property {{kind: string, from: number, to: number, holdsLost: boolean}[]} faults holdsLost: Redis forgot holds, or was not asked
 * @property {Booking[]} bookings
 * @property {Map<string, string>} seats seat → status
 * @property {Shown[]} lapsed what the map of each instance showed of the free show once every hold had lapsed, before the rest was sold
 * @property {Shown[]} shown what the map of each instance shows at rest
 * @property {{buyer: string, operation: string, key: string, code: string}[]} keys
 * @property {{booking: string, state: string, captured: number, refunded: number}[]} payments as the bank's own books have them
 * @property {import('../stampede/memory.mjs').MemorySample[]} memory what the processes had in memory on the way
 * @property {number} deadlocks that PostgreSQL had to break
 */

/** @returns {History} */
export function emptyHistory() {
  return {
    run: { seed: 0, seatLimit: 4 },
    operations: [],
    faults: [],
    bookings: [],
    seats: new Map(),
    lapsed: [],
    shown: [],
    keys: [],
    payments: [],
    memory: [],
    deadlocks: 0,
  };
}

/**
 * Takes one line in. Throws where it is not of a history.
 * @param {History} history
 * @param {string} line
 */
export function addLine(history, line) {
  const { is, ...what } = JSON.parse(line);
  if (is === 'run') history.run = what;
  else if (is === 'op') history.operations.push(what);
  else if (is === 'fault') history.faults.push(what);
  else if (is === 'booking') history.bookings.push(what);
  else if (is === 'seat') history.seats.set(what.seat, what.status);
  else if (is === 'lapsed') history.lapsed.push(what);
  else if (is === 'shown') history.shown.push(what);
  else if (is === 'key') history.keys.push(what);
  else if (is === 'payment') history.payments.push(what);
  else if (is === 'memory') history.memory.push(what);
  else if (is === 'deadlocks') history.deadlocks += what.count;
  else throw new Error(`no line of a history: ${line.slice(0, 100)}`);
}

/** Of which show a seat is. @param {string} seat */
export function showOf(seat) {
  return seat.slice(0, seat.lastIndexOf('-'));
}

/**
 * @param {string} file
 * @returns {Promise<History>}
 */
export async function readHistory(file) {
  const history = emptyHistory();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line !== '') addLine(history, line);
  }
  return history;
}
