import { join } from 'node:path';
import { announce } from './announce.mjs';
import { startServer } from './app-server.mjs';
import { buildPages, bundleAll, generateClient } from './build.mjs';
import { root } from './bundle.mjs';
import { authSecret, dataFolder, takeDataFolder, trimLog } from './data-folder.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { Failure } from './failure.mjs';
import { checkAddress } from './listen-address.mjs';
import { startMailbox } from './mailbox-program.mjs';
import { startPostgres } from './postgres.mjs';
import { startPracticeBank } from './practice-bank.mjs';
import { runProgram } from './programs.mjs';
import { say, step } from './progress.mjs';
import { findRedis, startRedis } from './redis.mjs';
import { stopInOrder } from './stop-in-order.mjs';

const help = `npm start: installs, builds and runs Rowlock with its own PostgreSQL and Redis.

  npm start -- --logs    the server's log comes here instead of to the data folder
  npm start -- --help    this

Environment:
  PORT          where to listen (3000)
  HOST          on which address (127.0.0.1: this machine alone; 0.0.0.0: the network)
  APP_URL       where people reach it, when that is another address (http://localhost:PORT)
  DATABASE_URL  a PostgreSQL of your own instead of the private one
  REDIS_URL     a Redis of your own instead of the private one
  ROWLOCK_DATA  where the data is kept (.rowlock)
  AUTH_SECRET   signs sessions, 32 characters or more (made once and kept in the data folder)
  SANDBOX_PAYMENTS   off: no practice bank, for real sales
  SMTP_URL, MAIL_FROM   where mail goes out, and from whom; without them into a mailbox page of its own
  MAILBOX       off: no such mailbox
Everything else goes on to the server: see docs/operating.md.`;

/**
 * Brings up everything `npm start` promises and stays until it is told to stop.
 * @param {string[]} args
 */
export async function start(args) {
  if (args.includes('--help')) return console.log(help);
  const unknown = args.find((argument) => argument !== '--logs');
  if (unknown) throw new Failure(`npm start knows no "${unknown}".\n\n${help}`);
  const address = await checkAddress();
  const folder = dataFolder();
  const stops = stopInOrder();
  const giveBack = takeDataFolder(folder);
  stops.add(async () => giveBack());

  await stops.guard(async () => {
    const stores = await bringUpStores(folder, address, stops);
    const [bank, mailbox] = await Promise.all([openPracticeBank(folder, stops), openMailbox(folder, stops)]);
    const environment = { ...stores, ...bank, ...mailbox };
    const logFile = args.includes('--logs') ? undefined : join(folder, 'server.log');
    if (logFile) trimLog(logFile);
    const server = step('Starting the server', () =>
      startServer({ environment, logFile, supervised: true, log: say }),
    );
    stops.add(async () => (await server).stop());
    await server;
    announce(address, folder, logFile, mailbox.MAILBOX_URL);
  });
}

/**
 * Dependencies, stores, build, migrations and demo, as far as possible at the same time.
 * @param {string} folder
 * @param {import('./listen-address.mjs').Address} address
 * @param {import('./stop-in-order.mjs').Stops} stops
 * @returns {Promise<Record<string, string>>} the server's environment
 */
async function bringUpStores(folder, address, stops) {
  if (!process.env.REDIS_URL) await findRedis(say);
  await ensureDependencies();
  const prepared = prepareCode();
  const stores = startStores(folder, stops);
  await Promise.all([stores, prepared]);
  const environment = serverEnvironment(folder, address, await stores);
  await Promise.all([buildPages(), fillDatabase(environment)]);
  return environment;
}

/**
 * What lib/env.ts asks for; everything else of our environment goes on to the server as it is.
 * @param {string} folder
 * @param {import('./listen-address.mjs').Address} address
 * @param {{DATABASE_URL: string, REDIS_URL: string}} stores
 */
export function serverEnvironment(folder, { host, port }, stores) {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: host,
    APP_URL: process.env.APP_URL || `http://localhost:${port}`,
    ROWLOCK_DATA: folder,
    AUTH_SECRET: process.env.AUTH_SECRET || authSecret(folder),
    ...stores,
  };
}

/**
 * The practice bank, unless the environment names one or wants none. It listens on this machine alone, like the demo.
 * @param {string} folder
 * @param {import('./stop-in-order.mjs').Stops} stops
 * @returns {Promise<Record<string, string>>} what the server needs to use it
 */
export async function openPracticeBank(folder, stops) {
  const { SANDBOX_PAYMENTS, SANDBOX_PAYMENTS_URL, SANDBOX_PAYMENTS_HOST, SANDBOX_PAYMENTS_PUBLIC_URL } =
    process.env;
  if (SANDBOX_PAYMENTS === 'off' || SANDBOX_PAYMENTS_URL) return {};
  const logFile = join(folder, 'sandbox-payments.log');
  trimLog(logFile);
  const bank = await step('Opening the practice bank', () =>
    startPracticeBank({
      ...{ dataDir: folder, logFile, supervised: true, log: say },
      ...(SANDBOX_PAYMENTS_HOST && { host: SANDBOX_PAYMENTS_HOST }),
      ...(SANDBOX_PAYMENTS_PUBLIC_URL && { publicUrl: SANDBOX_PAYMENTS_PUBLIC_URL }),
    }),
  );
  stops.add(() => bank.stop());
  return bank.environment;
}

/**
 * The demo's mailbox, unless the environment names a mail server or wants none. It listens on this machine alone: links
 * that open accounts are to be seen there.
 * @param {string} folder
 * @param {import('./stop-in-order.mjs').Stops} stops
 * @returns {Promise<Record<string, string>>} what the server needs to use it
 */
export async function openMailbox(folder, stops) {
  const { SMTP_URL, MAILBOX, MAILBOX_HOST, MAILBOX_PUBLIC_URL } = process.env;
  if (SMTP_URL || MAILBOX === 'off') return {};
  const logFile = join(folder, 'mailbox.log');
  trimLog(logFile);
  const mailbox = await step('Opening the demo mailbox', () =>
    startMailbox({
      ...{ dataDir: folder, logFile, supervised: true, log: say },
      ...(MAILBOX_HOST && { host: MAILBOX_HOST }),
      ...(MAILBOX_PUBLIC_URL && { publicUrl: MAILBOX_PUBLIC_URL }),
    }),
  );
  stops.add(() => mailbox.stop());
  return mailbox.environment;
}

async function prepareCode() {
  await generateClient();
  await bundleAll();
}

/**
 * The private PostgreSQL and Redis, where the environment names none.
 * @param {string} folder
 * @param {import('./stop-in-order.mjs').Stops} stops
 */
export async function startStores(folder, stops) {
  const options = { dataDir: folder, supervised: true, log: say };
  const postgres = process.env.DATABASE_URL
    ? undefined
    : step('Starting PostgreSQL', () => startPostgres(options));
  if (postgres) stops.add(async () => (await postgres).stop());
  const redis = process.env.REDIS_URL ? undefined : step('Starting Redis', () => startRedis(options));
  if (redis) stops.add(async () => (await redis).stop());
  const [ownPostgres, ownRedis] = await Promise.all([postgres, redis]);
  return {
    DATABASE_URL: ownPostgres?.url('rowlock') ?? process.env.DATABASE_URL ?? '',
    REDIS_URL: ownRedis?.url ?? process.env.REDIS_URL ?? '',
  };
}

/**
 * Migrations, then the demo where there is nothing yet.
 * @param {Record<string, string>} environment
 */
export async function fillDatabase(environment) {
  const run = async (/** @type {string} */ script, /** @type {string} */ what) => {
    const program = join(root, 'dist', script);
    const { succeeded, output } = await runProgram(process.execPath, [program], { environment });
    if (!succeeded) throw new Failure(`${what}:\n${output}`);
  };
  await step('Applying migrations', () => run('migrate.mjs', 'The database could not be prepared'));
  await step('Demo concerts, where the database is empty', () =>
    run('seed.mjs', 'The demo could not be written'),
  );
}
