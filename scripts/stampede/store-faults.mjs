import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { createClient } from 'redis';
import { frozen } from './frozen.mjs';
import { withDatabase } from './sale.mjs';

/** @typedef {import('./faults.mjs').World} World */
/** @typedef {import('./chance.mjs').Chance} Chance */

/** What breaks in Redis and PostgreSQL. */
export const storeFaults = {
  async 'redis-killed'(/** @type {World} */ { redis }) {
    await redis.kill9();
    await wait(500);
    await redis.restart({ empty: true });
  },
  'redis-emptied': (/** @type {World} */ { redis }) =>
    withRedis(redis.url, (client) => client.sendCommand(['FLUSHALL'])),
  'redis-frozen': (/** @type {World} */ { redis }, /** @type {Chance} */ chance) =>
    frozen([redis.pid], 500 + chance.below(2000)),
  /** Comes back with what it had two seconds before. */
  async 'redis-old'(/** @type {World} */ { redis }) {
    await withRedis(redis.url, (client) => client.sendCommand(['SAVE']));
    await wait(2000);
    await redis.kill9();
    await redis.restart();
  },
  async 'postgres-killed'(/** @type {World} */ { postgres }) {
    await postgres.kill9();
    await postgres.restart();
  },
  'postgres-frozen': (/** @type {World} */ { postgres }, /** @type {Chance} */ chance) =>
    frozen([postgres.pid, ...childrenOf(postgres.pid)], 500 + chance.below(2500)),
  'postgres-cut': (/** @type {World} */ { databaseUrl }) =>
    withDatabase(databaseUrl, (db) =>
      db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    ),
  /** Somebody else has half the rows, and every connection that is left: pools fill with those who wait, and cannot grow. */
  async 'postgres-starved'(/** @type {World} */ { databaseUrl }, /** @type {Chance} */ chance) {
    /** @type {pg.Client[]} */
    const taken = [];
    await withDatabase(databaseUrl, async (db) => {
      await db.query('BEGIN');
      await db.query(
        'SELECT FROM seats WHERE place % 2 = $1 ORDER BY schedule_id, place FOR UPDATE SKIP LOCKED',
        [chance.below(2)],
      );
      await takeConnections(databaseUrl, taken);
      await wait(2000 + chance.below(2000));
      await db.query('ROLLBACK');
    }).finally(() => Promise.all(taken.map((db) => db.end().catch(() => undefined))));
  },
};

/**
 * Takes connections until there are none.
 * @param {string} databaseUrl
 * @param {pg.Client[]} taken
 */
async function takeConnections(databaseUrl, taken) {
  const takeOne = async () => {
    const db = new pg.Client(databaseUrl);
    db.on('error', () => undefined);
    await db.connect();
    taken.push(db);
  };
  for (let full = false; !full; ) {
    const some = await Promise.allSettled(Array.from({ length: 10 }, takeOne));
    full = some.some(({ status }) => status === 'rejected');
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
