import { setTimeout as wait } from 'node:timers/promises';
import { waitUntil } from '../../scripts/processes.mjs';
import { quantile } from '../../scripts/stampede/progress.mjs';
import { openMaps, sharedNow } from '../rig/open-maps.mjs';
import { spread } from '../rig/paired.mjs';
import { cpuSeconds } from '../rig/process-cost.mjs';

/** Of its own hall: each round takes other seats, by other buyers. */
const [seats, watchers, rate] = [15_000, 2000, 20];

/** 20 holds a second and 2,000 open maps. @type {import('../rig/finding.mjs').Row} */
export async function live(world, { rounds, scale }) {
  const server = await world.server();
  const { scheduleId } = await world.hall(seats);
  const buyers = await world.buyers(10_000);
  const changes = Math.floor(100 * scale);
  /** @type {{delivered: number, median: number, p99: number, busy: number}[]} */
  const told = [];
  for (let round = 0; round < rounds; round += 1) {
    const open = await openMaps(server, scheduleId, watchers);
    const from = round * (changes + rate);
    const hold = (/** @type {number} */ first, /** @type {number} */ count) =>
      holdOneByOne(server.origin, scheduleId, buyers.slice(first, first + count), first);
    // The first second only warms up.
    await hold(from, rate);
    const [cpu, begun] = [cpuSeconds(server.program.pid), sharedNow()];
    const answered = await hold(from + rate, changes);
    const busy = (100_000 * (cpuSeconds(server.program.pid) - cpu)) / (sharedNow() - begun);
    told.push({ ...(await delaysOf(open, answered)), busy });
    open.stop();
  }
  const each = (/** @type {(one: (typeof told)[number]) => number} */ what) => spread(told.map(what));
  return {
    title: `Live: ${watchers} open maps, ${rate} changes a second`,
    limit: '',
    ours: `GET …/live: ${changes} holds over HTTP, from the answer of each to every open map; the maps are open in one other process`,
    pairs: [],
    checks: [
      { what: 'delivered', value: each(({ delivered }) => delivered), unit: '%', least: 99 },
      { what: 'from the answer to the map, p99', value: each(({ p99 }) => p99), unit: 'ms', most: 250 },
      { what: 'of a core', value: each(({ busy }) => busy), unit: '%', most: 50 },
    ],
    notes: [
      `median ${each(({ median }) => median).median.toFixed(0)} ms; the holds are in the share of the core`,
    ],
  };
}

/**
 * Each buyer holds the seat of its number, `rate` a second; answers when each hold was answered.
 * @param {string} origin
 * @param {string} scheduleId
 * @param {import('../../scripts/stampede/sale.mjs').Account[]} buyers
 * @param {number} first the first one's number
 */
async function holdOneByOne(origin, scheduleId, buyers, first) {
  /** @type {Map<number, number>} */
  const answered = new Map();
  const begun = sharedNow();
  await Promise.all(
    buyers.map(async ({ token }, nth) => {
      await wait(Math.max(0, begun + (nth * 1000) / rate - sharedNow()));
      const place = first + nth;
      const { status } = await fetch(`${origin}/api/v1/tickets/seats/lock`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ schedule_id: scheduleId, seat_ids: [`${scheduleId}-${place}`] }),
      });
      if (status !== 200) throw new Error(`a hold was answered ${status}`);
      answered.set(place, sharedNow());
    }),
  );
  return answered;
}

/**
 * @param {Awaited<ReturnType<typeof openMaps>>} open
 * @param {Map<number, number>} answered
 */
async function delaysOf(open, answered) {
  /** @type {number[]} */
  let delays = [];
  await waitUntil(async () => {
    const arrivals = await open.arrivals();
    delays = [...answered].flatMap(([place, at]) =>
      (arrivals.get(place) ?? []).map((arrived) => arrived - at),
    );
    return delays.length >= answered.size * open.count;
  }, 5000);
  delays.sort((a, b) => a - b);
  return {
    delivered: (100 * delays.length) / (answered.size * open.count),
    median: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
  };
}
