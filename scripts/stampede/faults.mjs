import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { withDatabase } from './sale.mjs';

/** @typedef {import('./fault-kinds.mjs').FaultKind} FaultKind */
/** @typedef {import('./chance.mjs').Chance} Chance */

/**
 * What can break.
 * @typedef {object} World
 * @property {import('../postgres.mjs').Postgres} postgres
 * @property {import('../redis.mjs').Redis} redis
 * @property {import('./instances.mjs').Instance[]} instances
 * @property {string} databaseUrl
 */

/** From the beginning of one fault to that of the next. */
const everyMilliseconds = 5000;

/** @type {Record<FaultKind, (world: World, chance: Chance) => Promise<unknown>>} */
const faults = {
  async 'redis-killed'({ redis }) {
    await redis.kill9();
    await wait(500);
    await redis.restart({ empty: true });
  },
  'redis-emptied': ({ redis }) => withRedis(redis.url, (client) => client.sendCommand(['FLUSHALL'])),
  'redis-frozen': (world, chance) => frozen([world.redis.pid], 500 + chance.below(2000)),
  /** Comes back with what it had two seconds before. */
  async 'redis-old'({ redis }) {
    await withRedis(redis.url, (client) => client.sendCommand(['SAVE']));
    await wait(2000);
    await redis.kill9();
    await redis.restart();
  },
  async 'postgres-killed'({ postgres }) {
    await postgres.kill9();
    await postgres.restart();
  },
  'postgres-frozen': (world, chance) =>
    frozen([world.postgres.pid, ...childrenOf(world.postgres.pid)], 500 + chance.below(2500)),
  'postgres-cut': ({ databaseUrl }) =>
    withDatabase(databaseUrl, (db) =>
      db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    ),
  async 'app-killed'({ instances }, chance) {
    const instance = chance.oneOf(instances);
    await instance.program.kill9();
    await away(instance, () => instance.program.restart());
  },
  /** As a new version is rolled out: taken out of the balancer, told to end, started again. */
  async 'app-restarted'({ instances }, chance) {
    const instance = chance.oneOf(instances);
    await away(instance, () => instance.program.replace());
  },
  'app-paused': ({ instances }, chance) =>
    frozen([chance.oneOf(instances).program.pid], 1000 + chance.below(3000)),
};

/**
 * @param {import('./instances.mjs').Instance} instance
 * @param {() => Promise<void>} work
 */
async function away(instance, work) {
  instance.up = false;
  await work();
  instance.up = true;
}

/** @param {number[]} pids @param {number} milliseconds */
async function frozen(pids, milliseconds) {
  signal(pids, 'SIGSTOP');
  await wait(milliseconds);
  signal(pids, 'SIGCONT');
}

/** @param {number[]} pids @param {NodeJS.Signals} name */
function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended by itself meanwhile, as a server process does when its client leaves.
    }
  }
}

/** @param {number} parent */
function childrenOf(parent) {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const after = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(after[1]) === parent ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/**
 * @param {string} url
 * @param {(client: import('redis').RedisClientType) => Promise<unknown>} work
 */
async function withRedis(url, work) {
  const client = createClient({ url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(/** @type {import('redis').RedisClientType} */ (client));
  } finally {
    client.destroy();
  }
}

/**
 * Which faults come, in order: all kinds in turn, shuffled anew each round. The same seed gives the same plan.
 * @param {readonly FaultKind[]} kinds
 * @param {Chance} chance
 * @returns {Generator<FaultKind>}
 */
export function* faultPlan(kinds, chance) {
  for (;;) {
    const round = [...kinds];
    while (round.length > 0) yield/** @type {FaultKind} */ (round.splice(chance.below(round.length), 1)[0]);
  }
}

/**
 * Breaks one thing after the other until told to stop; all is whole again when it settles.
 * @param {World} world
 * @param {readonly FaultKind[]} kinds
 * @param {Chance} chance
 * @param {AbortSignal} enough
 * @param {import('./record.mjs').Recorder} recorder
 */
export async function breakThings(world, kinds, chance, enough, recorder) {
  if (kinds.length === 0) return;
  let next = recorder.now() + everyMilliseconds;
  for (const kind of faultPlan(kinds, chance)) {
    await wait(Math.max(0, next - recorder.now()), undefined, { signal: enough }).catch(() => undefined);
    if (enough.aborted) return;
    const from = recorder.now();
    next = from + everyMilliseconds;
    await faults[kind](world, chance);
    recorder.fault(kind, from);
  }
}
