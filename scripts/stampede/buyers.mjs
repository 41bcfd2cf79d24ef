import { randomUUID } from 'node:crypto';
import { best, book, bookBest, cancel, hold, insist, release } from './acts.mjs';

/** @typedef {import('./acts.mjs').Place} Place */
/** @typedef {import('./acts.mjs').Visitor} Visitor */
/** @typedef {import('./acts.mjs').Told} Told */
/** @typedef {import('./chance.mjs').Chance} Chance */

/**
 * What somebody is like: takes what a buyer does, from coming to leaving.
 * @typedef {{share: number, live: (place: Place, visitor: Visitor, chance: Chance) => Promise<void>}} Kind
 */

/** A hasty client's patience. */
const hastyMilliseconds = 1000;

/**
 * People at a show with nothing to pay.
 * @type {Record<string, Kind>}
 */
export const kindsOfBuyers = {
  /** All want the same few seats; who loses takes what is left. */
  crowd: {
    share: 28,
    async live(place, visitor, chance) {
      const front = place.sale.seats.slice(0, Math.max(8, Math.floor(place.sale.seats.length / 20)));
      const told = await hold(place, visitor, [chance.oneOf(front)]);
      if (told.outcome === 'ok')
        await keepOrNot(place, visitor, chance, await book(place, visitor, told.seats));
      else await keepOrNot(place, visitor, chance, await bookBest(place, visitor, 1 + chance.below(2)));
    },
  },
  /** Any so many together. */
  together: {
    share: 24,
    async live(place, visitor, chance) {
      await keepOrNot(place, visitor, chance, await bookBest(place, visitor, 1 + chance.below(4)));
    },
  },
  /** Looks, holds, and goes away: some give back what they held, half of them from a page that is behind and names others' seats too. */
  browser: {
    share: 12,
    async live(place, visitor, chance) {
      const told = await best(place, visitor, 1 + chance.below(4));
      if (told.outcome !== 'ok' || chance.next() < 0.5) return;
      const { seats } = place.sale;
      const behind = [...told.seats, ...Array.from({ length: 4 }, () => chance.oneOf(seats))];
      await release(place, visitor, chance.next() < 0.5 ? told.seats : [...new Set(behind)]);
    },
  },
  /** Gives back some seats of what was booked, then perhaps the rest. */
  canceller: {
    share: 12,
    async live(place, visitor, chance) {
      const told = await bookBest(place, visitor, 1 + chance.below(4));
      if (told.outcome !== 'ok' || !told.code) return;
      const [some] = told.seats;
      if (some && told.seats.length > 1 && chance.next() < 0.6)
        await cancel(place, visitor, told.code, [some]);
      await keepOrNot({ ...place, keep: Math.min(place.keep, 0.3) }, visitor, chance, told);
    },
  },
  /** Sends the same booking twice at once. */
  doubleClicker: {
    share: 8,
    async live(place, visitor, chance) {
      const told = await best(place, visitor, 1 + chance.below(2));
      if (told.outcome !== 'ok') return;
      const key = randomUUID();
      const both = [book(place, visitor, told.seats, key), book(place, visitor, told.seats, key)];
      const [first] = await Promise.all(both);
      if (first) await keepOrNot(place, visitor, chance, first);
    },
  },
  /** Gives up on every answer after a second, and asks again: the same seats, the same key. */
  hasty: {
    share: 6,
    async live(place, visitor, chance) {
      const hasty = { ...visitor, patience: hastyMilliseconds };
      const seats = twoOf(place, chance);
      const told = await insist(() => hold(place, hasty, seats));
      const booked =
        told.outcome === 'ok'
          ? await book(place, hasty, told.seats)
          : await bookBest(place, hasty, 1 + chance.below(2));
      await keepOrNot(place, hasty, chance, booked);
    },
  },
  /** One account in three tabs: each wants other seats, together more than the limit. */
  tabs: {
    share: 6,
    async live(place, visitor, chance) {
      const tab = async () => {
        let told = await book(place, visitor, twoOf(place, chance));
        for (let again = 0; again < 4 && told.refusal?.startsWith('SEAT_ALREADY'); again += 1) {
          told = await book(place, visitor, twoOf(place, chance));
        }
        return told;
      };
      const all = await Promise.all([tab(), tab(), tab()]);
      for (const told of all) await keepOrNot(place, visitor, chance, told);
    },
  },
  /** Books what was never held. */
  stranger: {
    share: 4,
    async live(place, visitor, chance) {
      const { seats } = place.sale;
      const first = chance.below(seats.length);
      const told = await book(place, visitor, seats.slice(first, first + 1 + chance.below(2)));
      await keepOrNot(place, visitor, chance, told);
    },
  },
};

/** @param {Place} place @param {Chance} chance */
function twoOf({ sale: { seats } }, chance) {
  return [...new Set([chance.oneOf(seats), chance.oneOf(seats)])];
}

/** @param {Place} place @param {Visitor} visitor @param {Chance} chance @param {Told} told */
export async function keepOrNot(place, visitor, chance, { outcome, code }) {
  if (outcome === 'ok' && code && chance.next() >= place.keep) await cancel(place, visitor, code);
}
