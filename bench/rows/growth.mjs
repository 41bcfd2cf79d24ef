import { withDatabase } from '../../scripts/stampede/sale.mjs';
import { bookCall, holdCall, stateCall } from '../rig/calls.mjs';
import { firstHold } from '../rig/first-hold.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { resetSale } from '../rig/reset-sale.mjs';
import { fillWithPastBookings, sellAThird } from '../rig/sell.mjs';

const [smallHall, largeHall, otherHall] = [2000, 80_000, 10_000];
const pastBookings = 1_000_000;
const most = 15;

/** What a hold, a booking and a map cost in a small hall and in a large one. @type {import('../rig/finding.mjs').Row} */
export async function growthOfHall(world, how) {
  return compare(world, how, {
    title: `Growth of the hall, ${smallHall} → ${largeHall} seats`,
    small: { site: world, seats: smallHall },
    large: { site: world, seats: largeHall },
  });
}

/**
 * The same with an empty database and with a million bookings in it. Neither side is the one that other rows use: its
 * process has served them, its tables have their bookings.
 * @type {import('../rig/finding.mjs').Row}
 */
export async function growthOfBookings(world, how) {
  const [empty, full] = [await world.another('empty'), await world.another('full')];
  const none = await filled(empty, 0);
  const million = await filled(full, pastBookings * how.scale);
  return compare(world, how, {
    title: `Growth of the database, ${none} → ${million} bookings`,
    small: { site: empty, seats: otherHall },
    large: { site: full, seats: otherHall },
  });
}

/**
 * Both sides are made alike, the empty one with none: statistics of their tables and all.
 * @param {import('../rig/site.mjs').Site} site
 * @param {number} bookings
 * @returns {Promise<number>} as many as there are, counted
 */
async function filled(site, bookings) {
  const { scheduleId } = await site.hall(otherHall);
  await fillWithPastBookings(site.databaseUrl, scheduleId, bookings);
  return withDatabase(site.databaseUrl, async (db) => {
    const counted = await db.query('SELECT count(*)::int AS bookings FROM bookings');
    return counted.rows[0]?.bookings;
  });
}

/** @typedef {{site: import('../rig/site.mjs').Site, seats: number}} Side */

/**
 * @param {import('../rig/world.mjs').World} world
 * @param {import('../rig/world.mjs').How} how
 * @param {{title: string, small: Side, large: Side}} what
 * @returns {Promise<import('../rig/finding.mjs').Finding>}
 */
async function compare(world, { rounds, scale }, { title, small, large }) {
  const [few, many] = [await measuresOf(world, small, scale), await measuresOf(world, large, scale)];
  /** @type {import('../rig/finding.mjs').Check[]} */
  const checks = [];
  const notes = [];
  for (const measure of /** @type {const} */ (['map', 'hold', 'booking'])) {
    const pairs = await paired(rounds, few[measure], many[measure]);
    const dearer = spread(pairs.map(({ ratio }) => 100 / ratio - 100));
    checks.push({ what: `a ${measure} is dearer by`, value: dearer, unit: '%', most, afterwards: '5 %' });
    const rates = pairs.map((pair) => `${Math.round(pair.limit.rate)} : ${Math.round(pair.ours.rate)}`);
    notes.push(`${measure}s a second, few and many: ${rates.join(', ')}`);
  }
  const ours = 'over HTTP: holds on 50 connections, bookings on 16, the state of a map a third sold on 50';
  return { title, limit: '', ours, pairs: [], checks, notes };
}

/**
 * @param {import('../rig/world.mjs').World} world
 * @param {Side} side
 * @param {number} scale
 */
async function measuresOf(world, { site, seats }, scale) {
  const { scheduleId } = await site.hall(seats);
  const buyers = await site.buyers(1000);
  const [server, load] = [await site.server(), await world.load()];
  const calls = Math.floor(950 * scale);
  const apart = seats / 1000;
  const questions = (/** @type {typeof holdCall} */ call) =>
    buyers.slice(0, calls).map(({ token }, nth) => call(token, scheduleId, [nth * apart, nth * apart + 1]));
  const first = holdCall(buyers.at(-1)?.token ?? '', scheduleId, [seats - 1]);
  const run = (
    /** @type {string[]} */ asked,
    /** @type {number} */ connections,
    /** @type {string} */ word,
  ) => load.run({ wire: 'http', port: server.port, connections, questions: asked }, word);
  const fresh = async () => {
    await resetSale(site, scheduleId);
    await firstHold(load, server.port, first);
  };
  let thirdSold = false;
  return {
    map: async () => {
      if (!thirdSold) {
        await resetSale(site, scheduleId);
        await sellAThird(site.databaseUrl, scheduleId, seats);
        await firstHold(load, server.port, first);
        thirdSold = true;
      }
      const question = stateCall(scheduleId);
      return load.run(
        { wire: 'http', port: server.port, connections: 50, questions: [question], seconds: scale },
        '200',
      );
    },
    hold: async () => {
      // A small hall has no room for a long measure: twice a short one.
      await fresh();
      const once = await run(questions(holdCall), 50, '200');
      await fresh();
      const again = await run(questions(holdCall), 50, '200');
      return { rate: 2 / (1 / once.rate + 1 / again.rate) };
    },
    booking: async () => {
      await fresh();
      return run(questions(bookCall), 16, '201');
    },
  };
}
