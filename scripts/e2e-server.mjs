import { startServer } from './app-server.mjs';
import { buildPages, bundleAll, generateClient } from './build.mjs';
import { freePort } from './processes.mjs';
import { fillDatabase } from './start-all.mjs';
import { startTestStores } from './test-stores.mjs';

/**
 * The production server with stores of its own and the demo in them, for browser tests.
 * @param {(line: string) => void} [log]
 */
export async function startE2eServer(log = () => {}) {
  await generateClient();
  await bundleAll();
  await buildPages();
  const stores = await startTestStores(log);
  const port = await freePort(undefined);
  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: stores.postgres.url('rowlock'),
    REDIS_URL: stores.redis.url,
    AUTH_SECRET: 'only-for-browser-tests-0123456789abcdef',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    // Every visitor of a test run comes from the same address.
    RATE_LIMITS: 'off',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  try {
    await fillDatabase(environment);
    const server = await startServer({ environment, log });
    return {
      environment,
      async stop() {
        await server.stop();
        await stores.stop();
      },
    };
  } catch (error) {
    await stores.stop();
    throw error;
  }
}
