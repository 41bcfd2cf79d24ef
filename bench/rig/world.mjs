import { authSecret } from '../../scripts/stampede/instances.mjs';
import { startTestStores } from '../../scripts/test-stores.mjs';
import { startLoad } from './load.mjs';
import { closeProduct, openProduct } from './product-module.mjs';
import { startSideProcess } from './side-process.mjs';
import { openSite } from './site.mjs';

/** @typedef {Awaited<ReturnType<typeof startTestStores>>} Stores */

/** Makes each thing once, for all who ask for it; ends them all, the newest first. */
function keeper() {
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
  const endAll = async () => {
    for (const end of ends) await end();
  };
  return { once, endAll };
}

/** @typedef {ReturnType<typeof keeper>['once']} Once */

/** Rowlocks beside the one for all rows: the database of each, and its number of Redis's databases. */
const otherSites = { empty: 1, full: 2 };

/** What measures need: stores of their own, a Rowlock on them, and what bounds it. */
export async function openWorld() {
  const stores = await startTestStores();
  const { once, endAll } = keeper();
  const stop = async () => {
    await endAll();
    await stores.stop();
  };
  const site = await openSite(stores, once, { name: 'rowlock', redisNumber: 0 }).catch(async (error) => {
    await stop();
    throw error;
  });
  const settings = { NODE_ENV: 'production', AUTH_SECRET: authSecret, LOG_LEVEL: 'warn', RATE_LIMITS: 'off' };
  return {
    ...site,
    redisUrl: new URL(stores.redis.url),
    load: () => once('load', startLoad, (load) => load.stop()),
    /** A server that says hello. @returns {Promise<number>} its port */
    hello: async () => {
      const start = () => startSideProcess('hello-program.mjs');
      const { first } = await once('hello', start, (hello) => hello.stop());
      return first.port;
    },
    /** The use cases in this process. */
    product: () => once('product', () => openProduct({ ...site.environment, ...settings }), closeProduct),
    /** A Rowlock that no other row has used, on the same stores. @param {keyof typeof otherSites} name */
    another: (name) => once(name, () => openSite(stores, once, { name, redisNumber: otherSites[name] })),
    stop,
  };
}

/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */
/**
 * How thorough: pairs of a row, and how much of each; whether limits that are built are built anew.
 * @typedef {{rounds: number, scale: number, build: boolean}} How
 */
