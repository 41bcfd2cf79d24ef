import { helloCall, stateCall } from '../rig/calls.mjs';
import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { sellAThird } from '../rig/sell.mjs';
import { httpRequest } from '../rig/wires.mjs';

const [seats, connections] = [60_000, 50];

/** The state of a map of 60,000 seats, a third of them sold. @type {import('../rig/finding.mjs').Row} */
export async function mapState(world, { rounds, scale }) {
  const { scheduleId } = await world.hall(seats);
  await sellAThird(world.databaseUrl, scheduleId, seats);
  const [hello, server, load] = [await world.hello(), await world.server(), await world.load()];
  await world.redis.flushDb();
  const question = stateCall(scheduleId);
  const ask = (/** @type {number} */ port, /** @type {string} */ one) =>
    load.run({ wire: 'http', port, connections, questions: [one], seconds: 2 * scale }, '200');
  const pairs = await paired(
    rounds,
    () => ask(hello, helloCall),
    () => ask(server.port, question),
  );
  const bytes = Math.round(pairs[0]?.ours.bytes ?? 0);
  const asLarge = await ask(hello, httpRequest('GET', `/${bytes}`));
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
    notes: [`plain Node with an answer as large: ${Math.round(asLarge.rate)} a second`],
  };
}
