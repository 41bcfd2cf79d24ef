import { bookCall } from '../rig/calls.mjs';
import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { bookingScript, pgbench } from '../rig/pgbench.mjs';
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
    async book(scheduleId, buyers) {
      const begun = performance.now();
      let next = 0;
      const desk = async () => {
        for (let nth = next++; nth < buyers.length; nth = next++) {
          const places = [2 * nth, 2 * nth + 1];
          const seatIds = places.map((place) => `${scheduleId}-${place}`);
          const booked = await product.confirmBooking({
            ...{ buyer: asBuyer(buyers[nth] ?? { userId: '' }), scheduleId, wanted: { seatIds } },
            idempotencyKey: `book-${scheduleId}-${places.join('-')}`,
          });
          if (!booked.ok) throw new Error(booked.refusal.code);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, desk));
      return { rate: (1000 * buyers.length) / (performance.now() - begun) };
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
    book: (scheduleId, buyers) => {
      const questions = buyers.map(({ token }, nth) => bookCall(token, scheduleId, [2 * nth, 2 * nth + 1]));
      return load.run({ wire: 'http', port: server.port, connections: atOnce, questions }, '201');
    },
  });
}

/**
 * @typedef {object} Booking
 * @property {string} title
 * @property {string} ours
 * @property {{least: number, afterwards: string}} goal
 * @property {(scheduleId: string, buyers: import('../../scripts/stampede/sale.mjs').Account[]) => Promise<{rate: number, p99?: number}>} book
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
  const first = buyers.slice(0, atOnce * each);
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
      return book(scheduleId, first);
    },
  );
  const bare = spread(pairs.map((pair) => (100 * pair.ours.rate) / pair.limit.bare));
  const p99 = pairs.flatMap((pair) => pair.ours.p99 ?? []);
  return {
    title,
    limit: `pgbench, ${atOnce} clients: what confirm_booking does, a round trip a statement`,
    ours,
    pairs: ratesOf(pairs),
    checks: [shareOfLimit(pairs, goal)],
    notes: [
      `against pgbench with a bare booking of 6 round trips (lock, two inserts, an update; no rule, audit, outbox, mail or key): ${bare.median.toFixed(0)} % (${bare.least.toFixed(0)}–${bare.most.toFixed(0)})`,
      ...(p99.length > 0 ? [`p99 ${spread(p99).median.toFixed(0)} ms`] : []),
    ],
  };
}
