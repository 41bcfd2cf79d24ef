import { startServer } from '../app-server.mjs';
import { freePort } from '../processes.mjs';

/** What signs their sessions. */
export const authSecret = 'only-for-a-stampede-0123456789abcdef';

/** @typedef {import('./network.mjs').Link} Link */

/**
 * @typedef {object} Instance
 * @property {string} origin
 * @property {boolean} up taken into account by who calls
 * @property {import('../app-server.mjs').AppServer} program
 * @property {Record<string, string>} environment what it finds when it is started the next time
 * @property {{redis?: Link, postgres?: Link}} links where its network can break
 */

/** What all processes are told alike; above all where the stores are. @typedef {{DATABASE_URL: string, REDIS_URL: string} & Record<string, string>} Environment */

/**
 * Processes of Rowlock on the same stores.
 * @param {number} count
 * @param {Environment} shared
 * @param {string} logFile
 * @param {import('./network.mjs').Network} [network] between them and the stores; without it they go straight there
 * @returns {Promise<Instance[]>}
 */
export function startInstances(count, shared, logFile, network) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const port = await freePort(undefined);
      const redis = await network?.link(shared.REDIS_URL);
      const postgres = await network?.link(shared.DATABASE_URL);
      const environment = {
        ...{ NODE_ENV: 'production', HOST: '127.0.0.1', RATE_LIMITS: 'off', LOG_LEVEL: 'info' },
        ...{ AUTH_SECRET: authSecret, APP_URL: `http://localhost:${port}` },
        ...{ ...shared, PORT: String(port) },
        ...(redis && { REDIS_URL: redis.url }),
        ...(postgres && { DATABASE_URL: postgres.url }),
      };
      const program = await startServer({ environment, logFile });
      const links = { ...(redis && { redis }), ...(postgres && { postgres }) };
      return { origin: `http://127.0.0.1:${port}`, up: true, program, environment, links };
    }),
  );
}
