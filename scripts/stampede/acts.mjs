import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** @typedef {import('./sale.mjs').Account} Account */
/** @typedef {import('./doors.mjs').Wish} Wish */
/** @typedef {import('../history/history.mjs').Operation} Operation */

/**
 * Where buyers act.
 * @typedef {object} Place
 * @property {import('./sale.mjs').Sale} sale
 * @property {import('./caller.mjs').Caller} caller
 * @property {import('./record.mjs').Recorder} recorder
 * @property {number} keep how many of those who book keep what they have, 0–1; seats of the others are sold again
 */

/**
 * Somebody who came, and by which door.
 * @typedef {Account & {door: import('./doors.mjs').Door, isPage: boolean, like: string, patience?: number}} Visitor
 */

/** How often a call without an answer is repeated, with the same key: longer than a store is ever away in a run. */
const repeats = 12;
const repeatMilliseconds = 500;

/**
 * One call, noted in the history.
 * @param {Place} place
 * @param {Visitor} visitor
 * @param {Operation['kind']} kind
 * @param {Omit<Wish, 'sale'>} wish
 */
async function act({ caller, recorder, sale }, visitor, kind, wish) {
  const from = recorder.now();
  const call = visitor.door.call(visitor, { ...wish, sale });
  const { status, text, instance } = await caller.call(call, visitor.patience);
  const words = understood(visitor, status, text);
  const outcome = outcomeOf(status, words);
  const { refusal, seats, code = wish.code, fee, stage } = words ?? {};
  const seconds = promised(words);
  recorder.operation({
    ...{
      buyer: visitor.userId,
      like: visitor.like,
      show: sale.scheduleId,
      kind,
      from,
      outcome,
      status,
      instance,
    },
    ...(visitor.isPage && { page: true }),
    ...(wish.key !== undefined && { key: wish.key }),
    ...(wish.seats && { asked: wish.seats }),
    ...(wish.quantity !== undefined && { quantity: wish.quantity }),
    ...(refusal && { refusal }),
    ...(code && { code }),
    ...(outcome === 'ok' && {
      ...(seats && { seats }),
      ...(seconds !== undefined && { seconds }),
      ...(stage && { stage }),
      ...(kind === 'cancel' && fee !== undefined && { fee }),
    }),
  });
  return { outcome, refusal, code, stage, approvalUrl: words?.approvalUrl, seats: seats ?? wish.seats ?? [] };
}

/** @typedef {Awaited<ReturnType<typeof act>>} Told */

/**
 * @param {Visitor} visitor
 * @param {number} status
 * @param {string} text
 * @returns {import('./doors.mjs').Words | undefined} undefined: none of ours, or cut off on the way
 */
function understood({ door }, status, text) {
  if (status === 0) return undefined;
  try {
    return door.understood(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {number} status
 * @param {import('./doors.mjs').Words | undefined} words
 * @returns {Operation['outcome']}
 */
function outcomeOf(status, words) {
  if (!words || status === 0 || status >= 500 || words.refusal === 'SERVICE_UNAVAILABLE') return 'unknown';
  return words.refusal ? 'refused' : 'ok';
}

/** For how long a hold, or an unpaid claim, was promised. @param {import('./doors.mjs').Words | undefined} words */
function promised({ seconds, expiresAt } = {}) {
  return expiresAt ? Math.max(0, (Date.parse(expiresAt) - Date.now()) / 1000) : seconds;
}

/**
 * Asks again while nobody knows what became of it, as every caller is told to.
 * @param {() => Promise<Told>} ask
 */
export async function insist(ask) {
  let told = await ask();
  for (let again = 0; again < repeats && isOpen(told); again += 1) {
    await wait(repeatMilliseconds);
    told = await ask();
  }
  return told;
}

/** @param {Told} told */
function isOpen({ outcome, refusal }) {
  return outcome === 'unknown' || refusal === 'BUYER_BUSY' || refusal === 'BOOKING_IN_PROGRESS';
}

/** @param {Place} place @param {Visitor} visitor @param {string[]} seats */
export function hold(place, visitor, seats) {
  return act(place, visitor, 'hold', { verb: 'hold', seats });
}

/** @param {Place} place @param {Visitor} visitor @param {number} quantity */
export function best(place, visitor, quantity) {
  return act(place, visitor, 'best', { verb: 'best', quantity });
}

/** @param {Place} place @param {Visitor} visitor @param {string[]} seats */
export function release(place, visitor, seats) {
  return act(place, visitor, 'release', { verb: 'release', seats });
}

/** Where there is something to pay, what comes of it is a claim. @param {Place} place @param {Visitor} visitor @param {string[]} seats */
export function book(place, visitor, seats, key = randomUUID()) {
  const kind = place.sale.paid ? 'claim' : 'book';
  return insist(() => act(place, visitor, kind, { verb: 'book', seats, key }));
}

/** @param {Place} place @param {Visitor} visitor @param {number} quantity */
export async function bookBest(place, visitor, quantity) {
  const told = await best(place, visitor, quantity);
  return told.outcome === 'ok' ? await book(place, visitor, told.seats) : told;
}

/**
 * All of a booking, or some of its seats. On a page what is cancelled is the key.
 * @param {Place} place
 * @param {Visitor} visitor
 * @param {string} code
 * @param {string[]} [seats]
 */
export function cancel(place, visitor, code, seats) {
  const key = visitor.isPage ? `page ${code} ${seats}` : randomUUID();
  const wish = { verb: /** @type {const} */ ('cancel'), code, key, ...(seats && { seats }) };
  return insist(() => act(place, visitor, 'cancel', wish));
}

/**
 * Asks about, goes on with, or gives up a payment.
 * @param {Place} place
 * @param {Visitor} visitor
 * @param {'look' | 'pay' | 'abandon'} verb
 * @param {string} code
 */
export function ofPayment(place, visitor, verb, code) {
  return act(place, visitor, verb, { verb, code });
}
