import { root } from '../../scripts/bundle.mjs';
import { authSecret } from '../../scripts/stampede/instances.mjs';
import { pageDoor } from '../../scripts/stampede/page-door.mjs';
import { emptyActionCall } from '../rig/empty-action.mjs';
import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { startSideProcess } from '../rig/side-process.mjs';
import { httpRequest } from '../rig/wires.mjs';

const [seats, connections] = [20_000, 50];

/** A hold by the page's server action against an empty server action. @type {import('../rig/finding.mjs').Row} */
export async function holdAction(world, { rounds, scale, build }) {
  const emptyCall = await emptyActionCall(build);
  const empty = await startSideProcess('empty-action-program.mjs');
  const sale = await world.hall(seats);
  const { scheduleId } = sale;
  const buyers = await world.buyers(10_000);
  const [server, load] = [await world.server(), await world.load()];
  const calls = Math.floor(2000 * scale);
  const door = pageDoor(root, { APP_URL: server.environment.APP_URL ?? '', AUTH_SECRET: authSecret });
  const holds = buyers.slice(0, calls).map((buyer, nth) => {
    const wanted = [2 * nth, 2 * nth + 1].map((place) => `${scheduleId}-${place}`);
    const { method, path, headers, body } = door.call(buyer, { verb: 'hold', sale, seats: wanted });
    return httpRequest(method, path, headers, body);
  });
  const nothing = Array.from({ length: calls }, () => emptyCall);
  const run = (/** @type {number} */ port, /** @type {string[]} */ questions) =>
    load.run({ wire: 'http', port, connections, questions }, '200');
  try {
    const pairs = await paired(
      rounds,
      () => run(empty.first.port, nothing),
      async () => {
        await world.redis.flushDb();
        // The first hold builds the map again.
        await run(server.port, holds.slice(-1));
        const done = await run(server.port, holds.slice(0, -1));
        const held = await world.redis.zCard(`hold_index:{${scheduleId}}`);
        // A refused action is answered 200 too.
        if (held !== 2 * calls) throw new Error(`${held} of ${2 * calls} seats were held`);
        return done;
      },
    );
    return {
      title: 'Hold through the server action',
      limit: `an empty action in a Next app of its own, ${connections} connections`,
      ours: "the map's action, 2 free seats, each by another buyer with a session cookie",
      pairs: ratesOf(pairs),
      checks: [shareOfLimit(pairs, { least: 85, afterwards: '95 %' })],
      notes: [
        `p99 ${spread(pairs.map(({ ours }) => ours.p99)).median.toFixed(0)} ms, of the empty action ${spread(pairs.map(({ limit }) => limit.p99)).median.toFixed(0)} ms`,
      ],
    };
  } finally {
    empty.stop();
  }
}
