import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { httpRequest } from '../rig/wires.mjs';

const [seats, connections] = [20_000, 50];

/** A hold over HTTP against a server that only says hello. @type {import('../rig/finding.mjs').Row} */
export async function holdApi(world, { rounds, scale }) {
  const { scheduleId } = await world.hall(seats);
  const buyers = await world.buyers(seats / 2);
  const [hello, server, load] = [await world.hello(), await world.server(), await world.load()];
  const ask = (/** @type {string} */ token, /** @type {number[]} */ places) =>
    httpRequest(
      'POST',
      '/api/v1/tickets/seats/lock',
      { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      JSON.stringify({ schedule_id: scheduleId, seat_ids: places.map((place) => `${scheduleId}-${place}`) }),
    );
  const questions = buyers
    .slice(1, 1 + seats * 0.49 * scale)
    .map(({ token }, nth) => ask(token, [2 * nth, 2 * nth + 1]));
  const first = ask(buyers[0]?.token ?? '', [seats - 1]);

  const limit = () =>
    load.run(
      { wire: 'http', port: hello, connections, questions: [httpRequest('GET', '/')], seconds: 2 * scale },
      '200',
    );
  const ours = async () => {
    await world.redis.flushAll();
    // The first hold builds the map again.
    await load.run({ wire: 'http', port: server.port, connections: 1, questions: [first] }, '200');
    return load.run({ wire: 'http', port: server.port, connections, questions }, '200');
  };
  const pairs = await paired(rounds, limit, ours);
  const each = (/** @type {(run: import('../rig/load.mjs').Loaded) => number} */ what) =>
    spread(pairs.map((pair) => what(pair.ours)));
  return {
    title: 'Hold through the API',
    limit: `plain Node "hello", ${connections} connections`,
    ours: 'POST …/seats/lock of 2 free seats, each by another signed-in buyer: session, rules, limits counted by account, hold',
    pairs: ratesOf(pairs),
    checks: [
      shareOfLimit(pairs, { least: 25, afterwards: '35 %' }),
      { what: 'p99', value: each(({ p99 }) => p99), unit: 'ms', most: 30 },
    ],
    notes: [
      `median answer ${each(({ median }) => median).median.toFixed(1)} ms; the load generator takes ${(100 * each(({ busy }) => busy).median).toFixed(0)} % of a core`,
    ],
  };
}
