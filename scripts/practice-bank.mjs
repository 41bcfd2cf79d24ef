import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { commandLine, freePort, isAlive, tryPort, waitUntil } from './processes.mjs';
import { startProgram } from './serving-program.mjs';

/**
 * @typedef {object} PracticeBankOptions
 * @property {string} dataDir its folder is made in here
 * @property {string} [host] where it listens: this machine alone by default
 * @property {number} [port] without one: the last run's, else 4010 or any free one
 * @property {string} [publicUrl] where buyers' browsers reach its pages, when that is another address
 * @property {string} [logFile]
 * @property {boolean} [supervised]
 * @property {(line: string) => void} [log]
 */

const usualPort = 4010;
const leavingMilliseconds = 6_000;
/** @type {[NodeJS.Signals, number][]} */
const stopSignals = [['SIGTERM', 5_000]];

/**
 * The practice bank (dist/sandbox-payments.mjs), once it serves. Its secrets and its journal are kept in the data folder.
 * @param {PracticeBankOptions} options
 */
export async function startPracticeBank({ dataDir, host = '127.0.0.1', port, publicUrl, ...how }) {
  const folder = join(dataDir, 'sandbox-payments');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await checkAlone(folder);
  const memory = join(folder, 'sandbox-payments.json');
  /** @type {{port: number, secret: string, adminToken: string}} */
  const remembered = existsSync(memory)
    ? JSON.parse(readFileSync(memory, 'utf8'))
    : { port: usualPort, secret: newSecret(), adminToken: newSecret() };
  if (port) await checkPort(port, host);
  remembered.port = port ?? (await freePort(remembered.port));
  writeFileSync(memory, JSON.stringify(remembered), { mode: 0o600 });
  const url = `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${remembered.port}`;

  const program = await startProgram({
    name: 'The practice bank',
    program: 'sandbox-payments',
    stopSignals,
    environment: {
      HOST: host,
      PORT: String(remembered.port),
      SANDBOX_PAYMENTS_DATA: folder,
      SANDBOX_PAYMENTS_SECRET: remembered.secret,
      SANDBOX_PAYMENTS_ADMIN_TOKEN: remembered.adminToken,
      SANDBOX_PAYMENTS_PUBLIC_URL: publicUrl || url,
    },
    ...how,
  });
  return Object.assign(program, {
    url,
    memory,
    adminToken: remembered.adminToken,
    /** What lib/env.ts asks for, so that the server sells with it. */
    environment: { SANDBOX_PAYMENTS_URL: url, SANDBOX_PAYMENTS_SECRET: remembered.secret },
  });
}

/** @typedef {Awaited<ReturnType<typeof startPracticeBank>>} PracticeBank */

function newSecret() {
  return randomBytes(32).toString('base64url');
}

/**
 * Two of them would write one journal. One whose starter was killed is about to leave.
 * @param {string} folder
 */
async function checkAlone(folder) {
  const note = join(folder, 'running.pid');
  const pid = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0;
  const isGone = () => !isAlive(pid) || !commandLine(pid).includes('sandbox-payments');
  if (pid && !(await waitUntil(isGone, leavingMilliseconds))) {
    throw new Failure(
      `A practice bank already runs on the data in ${folder} (process ${pid}).\n` +
        'Stop that one first, or give this one its own: ROWLOCK_DATA=/another/folder',
    );
  }
}

/**
 * @param {number} port
 * @param {string} host
 */
async function checkPort(port, host) {
  const result = await tryPort(port, host);
  if (typeof result === 'number') return;
  throw new Failure(
    `The practice bank cannot listen on ${host}, port ${port} (${result.code}). Name another PORT.`,
  );
}
