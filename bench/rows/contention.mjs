import { withDatabase } from '../../scripts/stampede/sale.mjs';
import { bookCall, holdCall } from '../rig/calls.mjs';
import { spread } from '../rig/paired.mjs';
import { resetSale } from '../rig/reset-sale.mjs';

const [seats, crowd] = [2000, 1000];

/** A thousand buyers want one seat in the same moment. @type {import('../rig/finding.mjs').Row} */
export async function contention(world, { rounds }) {
  const { scheduleId } = await world.hall(seats);
  // Other people each round, of whom the first only warms up: who won before is nearer to a buyer's limit than the others.
  const buyers = await world.buyers(crowd * (1 + rounds));
  const [server, load] = [await world.server(), await world.load()];
  await resetSale(world, scheduleId);
  /** @type {(questions: string[]) => Promise<import('../rig/load.mjs').Loaded>} */
  const all = (questions) =>
    load.run({ wire: 'http', port: server.port, connections: questions.length, questions });
  const booked = [];
  const held = [];
  for (let round = 0; round <= rounds; round += 1) {
    const people = buyers.slice(round * crowd, (round + 1) * crowd);
    const crowdAt = (/** @type {number} */ place, /** @type {typeof holdCall} */ call) =>
      all(people.map(({ token }) => call(token, scheduleId, [place])));
    const [toBook, toHold] = [2 * round, 2 * round + 1];
    const books = await crowdAt(toBook, bookCall);
    booked.push({ ...books, sold: await soldAt(world.databaseUrl, scheduleId, toBook) });
    const holds = await crowdAt(toHold, holdCall);
    held.push({ ...holds, held: await heldAt(world.redis, scheduleId, toHold) });
  }
  const [books, holds] = [booked.slice(1), held.slice(1)];
  const losers = spread(books.map(({ p99 }) => p99));
  return {
    title: '1,000 buyers at one seat',
    limit: '',
    ours: `${crowd} signed-in buyers, a connection each, book the same free seat in the same moment`,
    pairs: [],
    checks: [
      exactlyOne('sold', books, ({ sold }) => sold),
      atMostOne('bookings granted', books, ({ words }) => words['201'] ?? 0),
      exactlyOne('held', holds, ({ held }) => held),
      atMostOne('holds granted', holds, ({ words }) => words['200'] ?? 0),
      { what: 'answered, p99', value: losers, unit: 'ms', most: 1000, afterwards: '< 300 ms' },
    ],
    notes: [
      `answers: ${books.map(({ words }) => JSON.stringify(words)).join(' ')}`,
      `the same crowd at a seat to hold: p99 ${spread(holds.map(({ p99 }) => p99)).median.toFixed(0)} ms, ${holds.map(({ words }) => JSON.stringify(words)).join(' ')}`,
    ],
  };
}

/**
 * Judges the worst round: a median would not see a seat that was sold twice once.
 * @template Round
 * @param {string} what
 * @param {Round[]} rounds
 * @param {(round: Round) => number} count
 * @returns {import('../rig/finding.mjs').Check}
 */
function exactlyOne(what, rounds, count) {
  const { least, most } = spread(rounds.map(count));
  return { what, value: { median: most > 1 ? most : least, least, most }, unit: '', least: 1, most: 1 };
}

/**
 * The same where there may be none: a busy server may owe the winner its answer, who asks again.
 * @template Round
 * @param {string} what
 * @param {Round[]} rounds
 * @param {(round: Round) => number} count
 * @returns {import('../rig/finding.mjs').Check}
 */
function atMostOne(what, rounds, count) {
  const { least, most } = spread(rounds.map(count));
  return { what, value: { median: most, least, most }, unit: '', most: 1 };
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

/**
 * How many buyers' holds have the seat.
 * @param {import('../rig/site.mjs').Site['redis']} redis
 * @param {string} scheduleId
 * @param {number} place
 */
async function heldAt(redis, scheduleId, place) {
  const holds = await redis.keys(`hold:{${scheduleId}}:*`);
  const places = await Promise.all(holds.map((hold) => redis.hGet(hold, 'places')));
  return places.filter((listed) => listed?.split(',').includes(String(place))).length;
}
