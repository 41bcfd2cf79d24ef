import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { best, book, ofPayment } from './acts.mjs';
import { decide } from './bank.mjs';
import { keepOrNot } from './buyers.mjs';

/** @typedef {import('./acts.mjs').Place} Place */
/** @typedef {import('./acts.mjs').Visitor} Visitor */
/** @typedef {import('./chance.mjs').Chance} Chance */

const lookMilliseconds = 400;
/** From the claim on; longer than a claim waits for its money. */
const followMilliseconds = 30_000;

/**
 * People at a show that is paid for, with the practice bank.
 * @type {Record<string, import('./buyers.mjs').Kind>}
 */
export const kindsOfPayers = {
  payer: {
    share: 40,
    async live(place, visitor, chance) {
      const claim = await claimSome(place, visitor, chance);
      const page = claim && (await untilApprovable(place, visitor, claim));
      if (!page) return;
      await decide(place, visitor, claim, page, 'approve');
      await leaveOrCancel(place, visitor, chance, claim);
    },
  },
  /** The first try is declined. */
  decliner: {
    share: 18,
    async live(place, visitor, chance) {
      const claim = await claimSome(place, visitor, chance);
      const page = claim && (await untilApprovable(place, visitor, claim));
      if (!page) return;
      await decide(place, visitor, claim, page, 'decline');
      const second = await untilApprovable(place, visitor, claim, page);
      if (!second) return;
      await decide(place, visitor, claim, second, 'approve');
      await leaveOrCancel(place, visitor, chance, claim);
    },
  },
  /** Sends the claim twice at once, and approves it twice. */
  doublePayer: {
    share: 14,
    async live(place, visitor, chance) {
      const told = await best(place, visitor, 1 + chance.below(2));
      if (told.outcome !== 'ok') return;
      const key = randomUUID();
      const both = [book(place, visitor, told.seats, key), book(place, visitor, told.seats, key)];
      const [one] = await Promise.all(both);
      const claim = one?.outcome === 'ok' ? one.code : undefined;
      const page = claim && (await untilApprovable(place, visitor, claim));
      if (!page) return;
      const twice = () => decide(place, visitor, claim, page, 'approve');
      await Promise.all([twice(), twice()]);
      await leaveOrCancel(place, visitor, chance, claim);
    },
  },
  /** Goes to the bank, or not even that, and is never seen again. */
  walkAway: {
    share: 14,
    async live(place, visitor, chance) {
      const claim = await claimSome(place, visitor, chance);
      if (claim && chance.next() < 0.5) await untilApprovable(place, visitor, claim);
    },
  },
  /** Thinks better of it, half of them just after having approved. */
  giveUp: {
    share: 14,
    async live(place, visitor, chance) {
      const claim = await claimSome(place, visitor, chance);
      const page = claim && (await untilApprovable(place, visitor, claim));
      if (!page) return;
      if (chance.next() < 0.5) await decide(place, visitor, claim, page, 'approve');
      await ofPayment(place, visitor, 'abandon', claim);
      await untilOver(place, visitor, claim);
    },
  },
};

/** @param {Place} place @param {Visitor} visitor @param {Chance} chance @returns {Promise<string | undefined>} the booking's code */
async function claimSome(place, visitor, chance) {
  const told = await best(place, visitor, 1 + chance.below(3));
  if (told.outcome !== 'ok') return undefined;
  const claim = await book(place, visitor, told.seats);
  return claim.outcome === 'ok' ? claim.code : undefined;
}

/**
 * Waits for the bank's page, another than `other`; what was declined is tried anew.
 * @param {Place} place
 * @param {Visitor} visitor
 * @param {string} code
 * @param {string} [other]
 */
async function untilApprovable(place, visitor, code, other) {
  const end = performance.now() + followMilliseconds;
  for (let verb = /** @type {'look' | 'pay'} */ ('look'); performance.now() < end; ) {
    const { outcome, stage, approvalUrl } = await ofPayment(place, visitor, verb, code);
    if (approvalUrl && approvalUrl !== other) return approvalUrl;
    if (outcome === 'ok' && isOver(stage)) return undefined;
    verb = stage === 'declined' ? 'pay' : 'look';
    await wait(lookMilliseconds);
  }
  return undefined;
}

/** @param {string | undefined} stage */
function isOver(stage = '') {
  return ['paid', 'expired', 'cancelled', 'refunding', 'refunded'].includes(stage);
}

/** Looks until the payment has come to its end. @param {Place} place @param {Visitor} visitor @param {string} code */
async function untilOver(place, visitor, code) {
  const end = performance.now() + followMilliseconds;
  while (performance.now() < end) {
    const told = await ofPayment(place, visitor, 'look', code);
    if (told.outcome === 'refused' || isOver(told.stage)) return told;
    await wait(lookMilliseconds);
  }
  return undefined;
}

/**
 * One in five never looks again after having approved; the others see how it ends, and some of them cancel.
 * @param {Place} place
 * @param {Visitor} visitor
 * @param {Chance} chance
 * @param {string} code
 */
async function leaveOrCancel(place, visitor, chance, code) {
  if (chance.next() < 0.2) return;
  const told = await untilOver(place, visitor, code);
  if (told?.stage === 'paid') {
    await keepOrNot({ ...place, keep: Math.min(place.keep, 0.7) }, visitor, chance, told);
  }
}
