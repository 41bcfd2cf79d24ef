import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './app-server.mjs';
import { buildPages, bundleAll, generateClient } from './build.mjs';
import { freePorts, startMailbox } from './mailbox-program.mjs';
import { startPracticeBank } from './practice-bank.mjs';
import { freePort } from './processes.mjs';
import { fillDatabase } from './start-all.mjs';
import { startTestStores } from './test-stores.mjs';

/**
 * The production server with stores and a practice bank of its own and the demo in them, for browser tests.
 * @param {(line: string) => void} [log]
 */
export async function startE2eServer(log = () => {}) {
  await generateClient();
  await bundleAll();
  await buildPages();
  const stores = await startTestStores(log);
  const [bank, mailbox] = await Promise.all([openBank(log), openMailbox(log)]);
  const port = await freePort(undefined);
  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: stores.postgres.url('rowlock'),
    REDIS_URL: stores.redis.url,
    AUTH_SECRET: 'only-for-browser-tests-0123456789abcdef',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    ...bank.environment,
    ...mailbox.environment,
    // Every visitor of a test run comes from the same address.
    RATE_LIMITS: 'off',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  try {
    await fillDatabase(environment);
    const server = await startServer({ environment, log });
    return {
      environment,
      /** What only tests may know: the way to the bank's switches. */
      testEnvironment: { E2E_BANK_ADMIN_TOKEN: bank.adminToken },
      async stop() {
        await server.stop();
        await Promise.all([bank.close(), mailbox.close(), stores.stop()]);
      },
    };
  } catch (error) {
    await Promise.all([bank.close(), mailbox.close(), stores.stop()]);
    throw error;
  }
}

/** @param {(line: string) => void} log */
async function openBank(log) {
  const dataDir = mkdtempSync(join(tmpdir(), 'rowlock-e2e-bank-'));
  const logFile = join(dataDir, 'bank.log');
  const bank = await startPracticeBank({ dataDir, port: await freePort(undefined), logFile, log });
  const close = async () => {
    await bank.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { environment: bank.environment, adminToken: bank.adminToken, close };
}

/** @param {(line: string) => void} log */
async function openMailbox(log) {
  const dataDir = mkdtempSync(join(tmpdir(), 'rowlock-e2e-mailbox-'));
  const logFile = join(dataDir, 'mailbox.log');
  const mailbox = await startMailbox({ dataDir, ports: await freePorts(), logFile, log });
  const close = async () => {
    await mailbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { environment: mailbox.environment, close };
}
