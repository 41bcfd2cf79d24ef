import { helloCall, holdCall } from '../rig/calls.mjs';
import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { firstHold } from '../rig/first-hold.mjs';
import { paired, spread } from '../rig/paired.mjs';
import { cpuSeconds } from '../rig/process-cost.mjs';

const [seats, connections] = [20_000, 50];

/** A hold over HTTP against a server that only says hello. @type {import('../rig/finding.mjs').Row} */
export async function holdApi(world, { rounds, scale }) {
  const { scheduleId } = await world.hall(seats);
  const buyers = await world.buyers(seats / 2);
  const [hello, server, load] = [await world.hello(), await world.server(), await world.load()];
  const ask = (/** @type {string} */ token, /** @type {number[]} */ places) =>
    holdCall(token, scheduleId, places);
  const questions = buyers
    .slice(1, 1 + seats * 0.49 * scale)
    .map(({ token }, nth) => ask(token, [2 * nth, 2 * nth + 1]));
  const first = ask(buyers[0]?.token ?? '', [seats - 1]);

  const limit = () =>
    load.run({ wire: 'http', port: hello, connections, questions: [helloCall], seconds: 2 * scale }, '200');
  const ours = async () => {
    await world.redis.flushDb();
    await firstHold(load, server.port, first);
    const before = cpuSeconds(server.program.pid);
    const done = await load.run({ wire: 'http', port: server.port, connections, questions }, '200');
    return { ...done, cpu: (1000 * (cpuSeconds(server.program.pid) - before)) / questions.length };
  };
  const pairs = await paired(rounds, limit, ours);
  const each = (/** @type {(run: Awaited<ReturnType<typeof ours>>) => number} */ what) =>
    spread(pairs.map((pair) => what(pair.ours)));
  return {
    title: 'Hold through the API',
    limit: `plain Node "hello", ${connections} connections`,
    ours: 'POST …/seats/lock of 2 free seats, each by another signed-in buyer: session, rules, hold (RATE_LIMITS=off)',
    pairs: ratesOf(pairs),
    checks: [
      shareOfLimit(pairs, { least: 25, afterwards: '35 %' }),
      { what: 'p99', value: each(({ p99 }) => p99), unit: 'ms', most: 30 },
    ],
    notes: [
      `the process takes ${each(({ cpu }) => cpu).median.toFixed(2)} ms of CPU a hold`,
      `median answer ${each(({ median }) => median).median.toFixed(1)} ms; the load generator takes ${(100 * each(({ busy }) => busy).median).toFixed(0)} % of a core`,
    ],
  };
}
