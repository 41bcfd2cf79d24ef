import { chance } from '../../scripts/stampede/chance.mjs';
import { withDatabase } from '../../scripts/stampede/sale.mjs';
import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { httpRequest } from '../rig/wires.mjs';

const [seats, connections] = [60_000, 50];

/** The state of a map of 60,000 seats, a third of them sold. @type {import('../rig/finding.mjs').Row} */
export async function mapState(world, { rounds, scale }) {
  const { scheduleId } = await world.hall(seats);
  await sellAThird(world.databaseUrl, scheduleId);
  const [hello, server, load] = [await world.hello(), await world.server(), await world.load()];
  await world.redis.flushAll();
  const headers = { 'accept-encoding': 'gzip, br' };
  const question = httpRequest('GET', `/api/v1/schedules/${scheduleId}/state`, headers);
  const ask = (/** @type {number} */ port, /** @type {string} */ one) =>
    load.run({ wire: 'http', port, connections, questions: [one], seconds: 2 * scale }, '200');
  const pairs = await paired(
    rounds,
    () => ask(hello, httpRequest('GET', '/')),
    () => ask(server.port, question),
  );
  const size = spread(pairs.map(({ ours }) => ours.bytes / 1000));
  return {
    title: 'Map state of 60,000 seats over HTTP',
    limit: `plain Node "hello", ${connections} connections`,
    ours: 'GET …/state, gzip, a third sold to parties of 2 to 4 neighbours',
    pairs: ratesOf(pairs),
    checks: [
      shareOfLimit(pairs, { least: 45, afterwards: '60 %' }),
      { what: 'on the wire, headers included', value: size, unit: 'kB', most: 8 },
    ],
    notes: [],
  };
}

/** @param {string} databaseUrl @param {string} scheduleId */
async function sellAThird(databaseUrl, scheduleId) {
  const draw = chance(1);
  /** @type {number[]} */
  const sold = [];
  for (let place = 0; place < seats - 4; place += 1) {
    // Parties of 3 on average, each after 6 free seats on average.
    if (draw.next() >= 1 / 7) continue;
    const party = draw.below(3) + 2;
    for (let seat = 0; seat < party; seat += 1) sold.push(place + seat);
    place += party - 1;
  }
  await withDatabase(databaseUrl, (db) =>
    db.query(
      `UPDATE seats SET status = 'sold', epoch = 1 WHERE schedule_id = $1 AND place = ANY ($2::int[])`,
      [scheduleId, sold],
    ),
  );
}
