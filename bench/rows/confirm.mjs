import { bookCall } from '../rig/calls.mjs';
import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { bookingScript, pgbench } from '../rig/pgbench.mjs';
import { connectionsFor, poolUse } from '../rig/pool-use.mjs';
import { asBuyer } from '../rig/product-module.mjs';
import { resetSale } from '../rig/reset-sale.mjs';

const [seats, atOnce] = [20_000, 16];

/** A booking with nothing to pay through the use case, 16 at once. @type {import('../rig/finding.mjs').Row} */
export async function confirm(world, how) {
  const product = await world.product();
  return againstPgbench(world, how, {
    title: 'Confirm (nothing to pay) through the use case',
    ours: 'confirm-booking of 2 free seats, each by another buyer, in this process with both stores',
    goal: { least: 70, afterwards: '150 %' },
    async book(scheduleId, wishes) {
      const begun = performance.now();
      let next = 0;
      const desk = async () => {
        for (let wish = wishes[next++]; wish; wish = wishes[next++]) {
          const { buyer, places } = wish;
          const seatIds = places.map((place) => `${scheduleId}-${place}`);
          const booked = await product.confirmBooking({
            ...{ buyer: asBuyer(buyer), scheduleId, wanted: { seatIds } },
            idempotencyKey: `book-${scheduleId}-${places.join('-')}`,
          });
          if (!booked.ok) throw new Error(booked.refusal.code);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, desk));
      return { rate: (1000 * wishes.length) / (performance.now() - begun) };
    },
  });
}

/** The same over HTTP. @type {import('../rig/finding.mjs').Row} */
export async function confirmApi(world, how) {
  const [server, load] = [await world.server(), await world.load()];
  return againstPgbench(world, how, {
    title: 'Confirm (nothing to pay) over HTTP',
    ours: `POST …/bookings of 2 free seats, each by another signed-in buyer, ${atOnce} connections`,
    goal: { least: 60, afterwards: '120 %' },
    book: async (scheduleId, wishes) => {
      const questions = wishes.map(({ buyer, places }) => bookCall(buyer.token, scheduleId, places));
      const before = await poolUse(server.origin);
      const done = await load.run({ wire: 'http', port: server.port, connections: atOnce, questions }, '201');
      return { ...done, pool: connectionsFor(before, await poolUse(server.origin), wishes.length) };
    },
  });
}

/** @typedef {{buyer: import('../../scripts/stampede/sale.mjs').Account, places: number[]}} Wish */

/**
 * @typedef {object} Booking
 * @property {string} title
 * @property {string} ours
 * @property {{least: number, afterwards: string}} goal
 * @property {(scheduleId: string, wishes: Wish[]) => Promise<{rate: number, p99?: number, pool?: ReturnType<typeof connectionsFor>}>} book
 */

/**
 * @param {import('../rig/world.mjs').World} world
 * @param {import('../rig/world.mjs').How} how
 * @param {Booking} booking
 * @returns {Promise<import('../rig/finding.mjs').Finding>}
 */
async function againstPgbench(world, { rounds, scale }, { title, ours, goal, book }) {
  const { scheduleId } = await world.hall(seats);
  const buyers = await world.buyers(seats / 2);
  const each = Math.max(1, Math.floor(200 * scale));
  const wishes = buyers.map((buyer, nth) => ({ buyer, places: [2 * nth, 2 * nth + 1] }));
  const first = wishes.slice(0, atOnce * each);
  const last = wishes.slice(-1);
  const classic = async (/** @type {'all' | 'bare'} */ statements) => {
    await resetSale(world, scheduleId);
    const prefix = `of-${seats / 2}-`;
    return pgbench(world.databaseUrl, {
      ...{ script: bookingScript(scheduleId, prefix, statements), clients: atOnce, each },
    });
  };
  const pairs = await paired(
    rounds,
    async () => ({ bare: (await classic('bare')).rate, rate: (await classic('all')).rate }),
    async () => {
      await resetSale(world, scheduleId);
      // The first booking builds the map again.
      await book(scheduleId, last);
      return book(scheduleId, first);
    },
  );
  const bare = spread(pairs.map((pair) => (100 * pair.ours.rate) / pair.limit.bare));
  const pool = pairs.at(-1)?.ours.pool;
  const p99 = pairs.flatMap((pair) => pair.ours.p99 ?? []);
  return {
    title,
    limit: `pgbench, ${atOnce} clients: what confirm_booking does, a round trip a statement`,
    ours,
    pairs: ratesOf(pairs),
    checks: [shareOfLimit(pairs, goal)],
    notes: [
      `against pgbench with a bare booking of 6 round trips (lock, two inserts, an update; no rule, audit, outbox, mail or key): ${bare.median.toFixed(0)} % (${bare.least.toFixed(0)}–${bare.most.toFixed(0)})`,
      ...(pool ? [toldOf(pool)] : []),
      ...(p99.length > 0 ? [`p99 ${spread(p99).median.toFixed(0)} ms`] : []),
    ],
  };
}

/** @param {ReturnType<typeof connectionsFor>} pool */
function toldOf({ each, uses, secondsACall }) {
  return `a booking uses a database connection ${uses.toFixed(1)} times for ${each.toFixed(1)} ms: ${(1000 * secondsACall).toFixed(1)} ms in all, so a hundred bookings a second keep ${(100 * secondsACall).toFixed(1)} connections busy on average (other jobs of the process included)`;
}
