import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'redis';
import { root } from '../../scripts/bundle.mjs';
import { Failure } from '../../scripts/failure.mjs';
import { runProgram } from '../../scripts/programs.mjs';
import { startInstances } from '../../scripts/stampede/instances.mjs';
import { createAccounts, createSale } from '../../scripts/stampede/sale.mjs';
import { startTestStores } from '../../scripts/test-stores.mjs';
import { startLoad } from './load.mjs';
import { closeProduct, openProduct } from './product-module.mjs';
import { startSideProcess } from './side-process.mjs';

/** Nothing that was held comes back during a measure. */
const holdSeconds = 900;

/**
 * What measures need: stores of their own with the tables in them, and what each asks for beyond, once and for all who
 * ask for it.
 */
export async function openWorld() {
  const stores = await startTestStores();
  const databaseUrl = stores.postgres.url('rowlock');
  const environment = { DATABASE_URL: databaseUrl, REDIS_URL: stores.redis.url };
  const migrated = await runProgram(process.execPath, [join(root, 'dist/migrate.mjs')], { environment });
  if (!migrated.succeeded) throw new Failure(`The database could not be prepared:\n${migrated.output}`);
  const redis = createClient({ url: stores.redis.url });
  await redis.connect();
  const logFolder = join(root, '.rowlock', 'bench');
  mkdirSync(logFolder, { recursive: true });
  /** @type {Map<string, Promise<any>>} */
  const made = new Map();
  /** @type {(() => unknown)[]} */
  const ends = [];
  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} make
   * @param {(made: T) => unknown} [end]
   * @returns {Promise<T>}
   */
  const once = (name, make, end) => {
    const known = made.get(name);
    if (known) return known;
    const making = make().then((one) => {
      if (end) ends.unshift(() => end(one));
      return one;
    });
    made.set(name, making);
    return making;
  };
  const asProduct = {
    NODE_ENV: 'production',
    AUTH_SECRET: 'only-for-measuring-0123456789abcdef',
    LOG_LEVEL: 'warn',
  };
  return {
    databaseUrl,
    redis,
    redisUrl: new URL(stores.redis.url),
    load: () => once('load', startLoad, (load) => load.stop()),
    /** @returns {Promise<number>} its port */
    hello: () =>
      once(
        'hello',
        () => startSideProcess('hello-program.mjs'),
        (hello) => hello.stop(),
      ).then(({ first }) => first.port),
    /** The use cases in this process. */
    product: () =>
      once('product', () => openProduct({ ...environment, ...asProduct, RATE_LIMITS: 'off' }), closeProduct),
    /** One production process. */
    server: () =>
      once(
        'server',
        async () => {
          const [server] = await startInstances(1, environment, join(logFolder, 'server.log'));
          if (!server) throw new Error('no server');
          return { ...server, port: Number(new URL(server.origin).port) };
        },
        (server) => server.program.stop(),
      ),
    /** A show on sale in a hall of so many seats. @param {number} seats */
    hall: (seats) => {
      const name = `hall-${seats}`;
      return once(name, () => createSale(databaseUrl, seats, { name, holdSeconds }));
    },
    /** People who are signed in. @param {number} count */
    buyers: (count) => once(`buyers-${count}`, () => createAccounts(databaseUrl, count, `of-${count}-`)),
    async stop() {
      for (const end of ends) await end();
      redis.destroy();
      await stores.stop();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */
/** How thorough: pairs of a row, and how much of each. @typedef {{rounds: number, scale: number}} How */
