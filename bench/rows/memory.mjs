import { setTimeout as wait } from 'node:timers/promises';
import { openMaps } from '../rig/open-maps.mjs';
import { spread } from '../rig/paired.mjs';
import { megabytes } from '../rig/process-cost.mjs';

const [seats, watchers] = [15_000, 5000];
/** Long enough for a heartbeat to everybody. */
const settleMilliseconds = 16_000;

/** A process that has just started, with 5,000 open maps. @type {import('../rig/finding.mjs').Row} */
export async function memory(world, { rounds, scale }) {
  const { scheduleId } = await world.hall(seats);
  const told = [];
  for (let round = 0; round < rounds; round += 1) {
    const server = await world.startServer();
    try {
      const before = megabytes(server.program.pid);
      const open = await openMaps(server, scheduleId, watchers);
      await wait(settleMilliseconds * scale);
      told.push({ before, after: megabytes(server.program.pid) });
      open.stop();
    } finally {
      await server.program.stop();
    }
  }
  const before = spread(told.map((one) => one.before)).median;
  const after = spread(told.map((one) => one.after));
  return {
    title: 'Memory with 5,000 watchers',
    limit: '',
    ours: `resident memory of a fresh production process with ${watchers} open maps, a heartbeat later`,
    pairs: [],
    checks: [{ what: 'resident', value: after, unit: 'MB', most: 300, afterwards: '< 200 MB' }],
    notes: [
      `before the first watcher ${before.toFixed(0)} MB: ${((1000 * (after.median - before)) / watchers).toFixed(0)} kB a watcher`,
    ],
  };
}
