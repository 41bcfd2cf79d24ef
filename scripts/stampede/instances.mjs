import { startServer } from '../app-server.mjs';
import { freePort } from '../processes.mjs';

/** @typedef {{origin: string, up: boolean, program: import('../app-server.mjs').AppServer}} Instance */

/**
 * Processes of Rowlock on the same stores.
 * @param {number} count
 * @param {{DATABASE_URL: string, REDIS_URL: string}} stores
 * @param {string} logFile
 * @returns {Promise<Instance[]>}
 */
export function startInstances(count, stores, logFile) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const port = await freePort(undefined);
      const environment = {
        ...{ NODE_ENV: 'production', AUTH_SECRET: 'only-for-a-stampede-0123456789abcdef', HOST: '127.0.0.1' },
        ...{ PORT: String(port), APP_URL: `http://localhost:${port}`, RATE_LIMITS: 'off', LOG_LEVEL: 'info' },
        ...stores,
      };
      const program = await startServer({ environment, logFile });
      return { origin: `http://127.0.0.1:${port}`, up: true, program };
    }),
  );
}
