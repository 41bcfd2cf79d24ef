// The PostgreSQL and Redis that tests run against: real servers, their own, thrown away.
// As a command (`npm run test:stores`) it keeps them running, so that `npx vitest run <path>` starts at once.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './bundle.mjs';
import { runCommand } from './failure.mjs';
import { startPostgres } from './postgres.mjs';
import { isAlive } from './processes.mjs';
import { startRedis } from './redis.mjs';

/** Written while `npm run test:stores` runs: where its servers are, and its process. */
const announcement = join(root, '.rowlock', 'test-stores.json');

/** @typedef {{TEST_DATABASE_URL: string, TEST_REDIS_URL: string}} TestStoresEnvironment */

/**
 * A PostgreSQL and a Redis of their own in a temporary folder.
 * @param {(line: string) => void} [log]
 */
export async function startTestStores(log = () => {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'rowlock-test-'));
  // Another user runs PostgreSQL when we are root, and has to pass through.
  chmodSync(dataDir, 0o711);
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const starting = /** @type {const} */ ([
    startPostgres({ dataDir, log }),
    startRedis({ dataDir, log, save: false }),
  ]);
  const [postgres, redis] = await Promise.all(starting).catch(async (error) => {
    // Not before the other has settled too: it writes there.
    for (const started of await Promise.allSettled(starting)) {
      if (started.status === 'fulfilled') await started.value.stop();
    }
    remove();
    throw error;
  });
  return {
    postgres,
    redis,
    /** @type {TestStoresEnvironment} */
    environment: { TEST_DATABASE_URL: postgres.url(), TEST_REDIS_URL: redis.url },
    async stop() {
      await Promise.all([postgres.stop(), redis.stop()]);
      remove();
    },
  };
}

/**
 * The stores that `npm run test:stores` keeps, if it runs.
 * @returns {TestStoresEnvironment | undefined}
 */
export function runningTestStores() {
  if (!existsSync(announcement)) return undefined;
  const { pid, environment } = JSON.parse(readFileSync(announcement, 'utf8'));
  return isAlive(pid) ? environment : undefined;
}

async function main() {
  const stores = await startTestStores(console.log);
  mkdirSync(dirname(announcement), { recursive: true });
  writeFileSync(announcement, JSON.stringify({ pid: process.pid, environment: stores.environment }), {
    mode: 0o600,
  });
  for (const [name, value] of Object.entries(stores.environment)) console.log(`${name}=${value}`);
  console.log('Test stores are up; vitest finds them by itself. Ctrl-C stops them.');
  const alive = setInterval(() => {}, 1_000_000);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  clearInterval(alive);
  rmSync(announcement, { force: true });
  await stores.stop();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main);
