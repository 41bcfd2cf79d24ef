import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** @typedef {import('./sale.mjs').Account} Account */
/** @typedef {import('./sale.mjs').Sale} Sale */
/** @typedef {import('./chance.mjs').Chance} Chance */
/** @typedef {import('../history/history.mjs').Operation} Operation */

/**
 * Where buyers act.
 * @typedef {object} Place
 * @property {Sale} sale
 * @property {import('./caller.mjs').Caller} caller
 * @property {import('./record.mjs').Recorder} recorder
 * @property {number} keep how many of those who book keep what they have, 0–1; seats of the others are sold again
 */

/** How often a call without an answer is repeated, with the same key: longer than a store is ever away in a run. */
const repeats = 12;
const repeatMilliseconds = 500;

/**
 * One call, noted in the history.
 * @param {Place} place
 * @param {Account} account
 * @param {Pick<Operation, 'kind' | 'asked' | 'code' | 'key'>} what
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 */
async function act({ caller, recorder }, account, what, method, path, body) {
  const from = recorder.now();
  const { status, data, refusal, instance } = await caller.call(method, path, {
    ...{ token: account.token, body, key: what.key },
  });
  const ok = status >= 200 && status < 300;
  const outcome = ok ? 'ok' : status === 0 || status >= 500 ? 'unknown' : 'refused';
  const seats = ok ? seatsOf(data) : undefined;
  recorder.operation({
    ...{ buyer: account.userId, from, outcome, status, instance, ...what },
    ...(refusal && { refusal }),
    ...(seats && { seats }),
    ...(typeof data.code === 'string' && { code: data.code }),
    ...(typeof data.expires_in_seconds === 'number' && { seconds: data.expires_in_seconds }),
  });
  return { outcome, refusal, data, seats: seats ?? [] };
}

/** @param {Record<string, unknown>} data */
function seatsOf({ seats }) {
  return Array.isArray(seats) ? seats.map(({ seat_id: seat }) => String(seat)) : undefined;
}

/** @typedef {Awaited<ReturnType<typeof act>>} Told */

/**
 * Asks again while nobody knows what became of it, as every caller is told to.
 * @param {() => Promise<Told>} ask
 */
async function insist(ask) {
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

/** @param {Place} place @param {Account} account @param {string[]} seats */
export function hold(place, account, seats) {
  const { eventId, scheduleId } = place.sale;
  const body = { event_id: eventId, schedule_id: scheduleId, seat_ids: seats };
  return act(place, account, { kind: 'hold', asked: seats }, 'POST', 'tickets/seats/lock', body);
}

/** @param {Place} place @param {Account} account @param {number} quantity */
export function best(place, account, quantity) {
  const { eventId, scheduleId } = place.sale;
  const body = { event_id: eventId, schedule_id: scheduleId, quantity };
  return act(place, account, { kind: 'best' }, 'POST', 'tickets/seats/best-available', body);
}

/** @param {Place} place @param {Account} account */
export function release(place, account) {
  const body = { schedule_id: place.sale.scheduleId };
  return act(place, account, { kind: 'release' }, 'DELETE', 'tickets/seats/lock', body);
}

/** @param {Place} place @param {Account} account @param {string[]} seats @param {string} [key] */
export function book(place, account, seats, key = randomUUID()) {
  const { eventId, scheduleId } = place.sale;
  const body = { event_id: eventId, schedule_id: scheduleId, seat_ids: seats };
  return insist(() =>
    act(place, account, { kind: 'book', asked: seats, key }, 'POST', 'tickets/bookings', body),
  );
}

/** @param {Place} place @param {Account} account @param {string} code */
export function cancel(place, account, code) {
  const key = randomUUID();
  const path = `tickets/bookings/${code}/cancel`;
  return insist(() => act(place, account, { kind: 'cancel', code, key }, 'POST', path, {}));
}

/**
 * What people are like. Each takes what a buyer does, from coming to leaving.
 * @type {Record<string, {share: number, live: (place: Place, account: Account, chance: Chance) => Promise<void>}>}
 */
export const kindsOfBuyers = {
  /** All want the same few seats; who loses takes what is left. */
  crowd: {
    share: 30,
    async live(place, account, chance) {
      const front = place.sale.seats.slice(0, Math.max(8, Math.floor(place.sale.seats.length / 20)));
      const told = await hold(place, account, [chance.oneOf(front)]);
      if (told.outcome === 'ok')
        await keepOrNot(place, account, chance, await book(place, account, told.seats));
      else await keepOrNot(place, account, chance, await bookBest(place, account, 1 + chance.below(2)));
    },
  },
  /** Any so many together. */
  together: {
    share: 28,
    async live(place, account, chance) {
      await keepOrNot(place, account, chance, await bookBest(place, account, 1 + chance.below(4)));
    },
  },
  /** Looks, holds, and goes away: some give back what they held. */
  browser: {
    share: 12,
    async live(place, account, chance) {
      const told = await best(place, account, 1 + chance.below(4));
      if (told.outcome === 'ok' && chance.next() < 0.5) await release(place, account);
    },
  },
  canceller: {
    share: 12,
    async live(place, account, chance) {
      const told = await bookBest(place, account, 1 + chance.below(4));
      await keepOrNot({ ...place, keep: Math.min(place.keep, 0.2) }, account, chance, told);
    },
  },
  /** Sends the same booking twice at once. */
  doubleClicker: {
    share: 8,
    async live(place, account, chance) {
      const told = await best(place, account, 1 + chance.below(2));
      if (told.outcome !== 'ok') return;
      const key = randomUUID();
      const both = [book(place, account, told.seats, key), book(place, account, told.seats, key)];
      const [first] = await Promise.all(both);
      if (first) await keepOrNot(place, account, chance, first);
    },
  },
  /** One account in three tabs: each wants other seats, together more than the limit. */
  tabs: {
    share: 6,
    async live(place, account, chance) {
      const tab = async () => {
        let told = await book(place, account, twoOf(place, chance));
        for (let again = 0; again < 4 && told.refusal?.startsWith('SEAT_ALREADY'); again += 1) {
          told = await book(place, account, twoOf(place, chance));
        }
        return told;
      };
      const all = await Promise.all([tab(), tab(), tab()]);
      for (const told of all) await keepOrNot(place, account, chance, told);
    },
  },
  /** Books what it never held. */
  stranger: {
    share: 4,
    async live(place, account, chance) {
      const { seats } = place.sale;
      const first = chance.below(seats.length);
      const told = await book(place, account, seats.slice(first, first + 1 + chance.below(2)));
      await keepOrNot(place, account, chance, told);
    },
  },
};

/** @param {Place} place @param {Chance} chance */
function twoOf({ sale: { seats } }, chance) {
  return [...new Set([chance.oneOf(seats), chance.oneOf(seats)])];
}

/** @param {Place} place @param {Account} account @param {Chance} chance @param {Told} told */
async function keepOrNot(place, account, chance, { outcome, data }) {
  if (outcome === 'ok' && chance.next() >= place.keep) await cancel(place, account, String(data.code));
}

/** @param {Place} place @param {Account} account @param {number} quantity */
export async function bookBest(place, account, quantity) {
  const told = await best(place, account, quantity);
  return told.outcome === 'ok' ? await book(place, account, told.seats) : told;
}

/** What the n-th who comes is like. @param {Chance} chance */
export function kindOfBuyer(chance) {
  const kinds = Object.values(kindsOfBuyers);
  let left = chance.next() * kinds.reduce((sum, { share }) => sum + share, 0);
  for (const kind of kinds) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  throw new Error('the shares of all kinds are more than nothing');
}
