import { setTimeout as wait } from 'node:timers/promises';
import { bookBest } from './acts.mjs';
import { kindsOfBuyers } from './buyers.mjs';
import { chance } from './chance.mjs';
import { kindsOfPayers } from './payers.mjs';
import { noteShown } from './rest.mjs';
import { createAccounts } from './sale.mjs';

/** @typedef {import('./acts.mjs').Place} Place */
/** @typedef {import('./acts.mjs').Visitor} Visitor */
/** @typedef {import('./chance.mjs').Chance} Chance */
/** @typedef {import('./doors.mjs').Door} Door */
/** @typedef {import('./options.mjs').Options} Options */

/**
 * Where a crowd goes.
 * @typedef {object} Goal
 * @property {Place} free a show with nothing to pay
 * @property {Place | undefined} paid
 * @property {Door} api
 * @property {Door} page
 */

/** Longer than a hold lasts, also one that a booking without an answer shields, and a sweep takes. */
const lapseMilliseconds = 23_000;

/**
 * Lets them come, so many at once, until all have come; in a run of a set time until it is over, and some come again.
 * @param {Goal} goal
 * @param {import('./sale.mjs').Account[]} accounts
 * @param {Options} options
 */
export async function letThemAllIn(goal, accounts, { atOnce, seconds, seed, payers, pages }) {
  const { now } = goal.free.recorder;
  const end = now() + seconds * 1000;
  let came = 0;
  const more = () => (seconds > 0 ? now() < end : came < accounts.length);
  const door = async () => {
    while (more()) {
      const nth = came;
      came += 1;
      const account = accounts[nth % accounts.length];
      if (!account) return;
      const its = chance(seed + 7919 * (nth + 1));
      const isPayer = goal.paid && its.below(100) < payers;
      const isPage = its.below(100) < pages;
      const [like, kind] = kindOf(isPayer ? kindsOfPayers : kindsOfBuyers, its);
      const visitor = { ...account, like, isPage, door: isPage ? goal.page : goal.api };
      await kind.live(isPayer && goal.paid ? goal.paid : goal.free, visitor, its);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, door));
}

/**
 * What somebody is like.
 * @param {Record<string, import('./buyers.mjs').Kind>} kinds
 * @param {Chance} its
 * @returns {[string, import('./buyers.mjs').Kind]}
 */
function kindOf(kinds, its) {
  const all = Object.entries(kinds);
  let left = its.next() * all.reduce((sum, [, { share }]) => sum + share, 0);
  for (const kind of all) {
    left -= kind[1].share;
    if (left < 0) return kind;
  }
  throw new Error('the shares of all kinds are more than nothing');
}

/**
 * Waits for what was left behind, notes whether it is shown as free, and sells it to people who came last and take anything:
 * nothing is lost.
 * @param {Goal} goal
 * @param {import('./faults.mjs').World} world
 */
export async function sellTheRest({ free, api }, { databaseUrl, instances }) {
  await wait(lapseMilliseconds);
  await noteShown('lapsed', free.sale, free.recorder, instances);
  const late = await createAccounts(databaseUrl, free.sale.seats.length + 8, 'late-');
  const door = async () => {
    for (let account = late.pop(); account; account = late.pop()) {
      const visitor = { ...account, like: 'late', isPage: false, door: api };
      let told = await bookBest(free, visitor, 4);
      for (let quantity = 3; quantity > 0 && told.refusal === 'NOT_ENOUGH_SEATS'; quantity -= 1) {
        told = await bookBest(free, visitor, quantity);
      }
      if (told.refusal === 'NOT_ENOUGH_SEATS') return;
    }
  };
  await Promise.all(Array.from({ length: 8 }, door));
}
