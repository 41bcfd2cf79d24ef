import { withDatabase } from '../../scripts/stampede/sale.mjs';
import { bookCall, holdCall } from '../rig/calls.mjs';
import { spread } from '../rig/paired.mjs';
import { resetSale } from '../rig/reset-sale.mjs';

const [seats, crowd] = [2000, 1000];

/** A thousand buyers want one seat in the same moment. @type {import('../rig/finding.mjs').Row} */
export async function contention(world, { rounds }) {
  const { scheduleId } = await world.hall(seats);
  const buyers = await world.buyers(10_000);
  const [server, load] = [await world.server(), await world.load()];
  await resetSale(world, scheduleId);
  /** @type {(questions: string[]) => Promise<import('../rig/load.mjs').Loaded>} */
  const all = (questions) =>
    load.run({ wire: 'http', port: server.port, connections: questions.length, questions });
  const crowdAt = (/** @type {number} */ place, /** @type {typeof holdCall} */ call) =>
    all(buyers.slice(0, crowd).map(({ token }) => call(token, scheduleId, [place])));
  const booked = [];
  const held = [];
  // The first of each only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    booked.push({
      ...(await crowdAt(2 * round, bookCall)),
      sold: await soldAt(world.databaseUrl, scheduleId, 2 * round),
    });
    held.push(await crowdAt(2 * round + 1, holdCall));
  }
  const [books, holds] = [booked.slice(1), held.slice(1)];
  const losers = spread(books.map(({ p99 }) => p99));
  return {
    title: '1,000 buyers at one seat',
    limit: '',
    ours: `${crowd} signed-in buyers, a connection each, book the same free seat in the same moment`,
    pairs: [],
    checks: [
      { what: 'sold, fewest', value: spread(books.map(({ sold }) => sold)), unit: '', least: 1 },
      { what: 'sold, most', value: onlyMost(books.map(({ sold }) => sold)), unit: '', most: 1 },
      {
        what: 'granted, most',
        value: onlyMost(books.map(({ words }) => words['201'] ?? 0)),
        unit: '',
        most: 1,
      },
      { what: 'answered, p99', value: losers, unit: 'ms', most: 1000, afterwards: '< 300 ms' },
    ],
    notes: [
      `answers: ${books.map(({ words }) => JSON.stringify(words)).join(' ')}`,
      `the same crowd at a seat to hold: p99 ${spread(holds.map(({ p99 }) => p99)).median.toFixed(0)} ms, ${holds.map(({ words }) => JSON.stringify(words)).join(' ')}`,
    ],
  };
}

/** @param {number[]} numbers */
function onlyMost(numbers) {
  const { least, most } = spread(numbers);
  return { median: most, least, most };
}

/** @param {string} databaseUrl @param {string} scheduleId @param {number} place */
function soldAt(databaseUrl, scheduleId, place) {
  return withDatabase(databaseUrl, async (db) => {
    const counted = await db.query(
      'SELECT count(*)::int AS sold FROM booking_seats WHERE schedule_id = $1 AND place = $2 AND live',
      [scheduleId, place],
    );
    return counted.rows[0]?.sold;
  });
}
