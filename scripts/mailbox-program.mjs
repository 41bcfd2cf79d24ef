import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { commandLine, freePort, isAlive, waitUntil } from './processes.mjs';
import { startProgram } from './serving-program.mjs';

/**
 * @typedef {object} MailboxOptions
 * @property {string} dataDir its folder is made in here
 * @property {string} [host] where it listens: this machine alone by default
 * @property {{page: number, smtp: number}} [ports] without them: the last run's, else 8025 and 1025 or any free ones
 * @property {string} [publicUrl] where browsers reach its page, when that is another address
 * @property {string} [logFile]
 * @property {boolean} [supervised]
 * @property {(line: string) => void} [log]
 */

const usualPorts = { page: 8025, smtp: 1025 };
const leavingMilliseconds = 6_000;
/** @type {[NodeJS.Signals, number][]} */
const stopSignals = [['SIGTERM', 5_000]];

/**
 * The demo's mailbox (dist/mailbox.mjs), once it takes mail. Its ports and its mails are kept in the data folder.
 * @param {MailboxOptions} options
 */
export async function startMailbox({ dataDir, host = '127.0.0.1', ports, publicUrl, ...how }) {
  const folder = join(dataDir, 'mailbox');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await checkAlone(folder);
  const memory = join(folder, 'mailbox.json');
  /** @type {{page: number, smtp: number}} */
  const remembered = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : usualPorts;
  const { page, smtp } = ports ?? (await freePorts(remembered));
  writeFileSync(memory, JSON.stringify({ page, smtp }), { mode: 0o600 });
  const url = publicUrl || `http://localhost:${page}`;
  const program = await startProgram({
    name: 'The mailbox',
    program: 'mailbox',
    stopSignals,
    environment: {
      HOST: host,
      PORT: String(page),
      MAILBOX_SMTP_PORT: String(smtp),
      MAILBOX_DATA: folder,
      MAILBOX_PUBLIC_URL: url,
    },
    ...how,
  });
  return Object.assign(program, {
    url,
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    /** What lib/env.ts asks for, so that the server sends its mails there. */
    environment: {
      SMTP_URL: `smtp://127.0.0.1:${smtp}`,
      MAIL_FROM: process.env.MAIL_FROM || 'Rowlock <tickets@rowlock.demo>',
      MAILBOX_URL: url,
    },
  });
}

/** @typedef {Awaited<ReturnType<typeof startMailbox>>} Mailbox */

/** @param {{page?: number, smtp?: number}} [preferred] */
export async function freePorts({ page, smtp } = {}) {
  return { page: await freePort(page), smtp: await freePort(smtp) };
}

/**
 * Two of them would not see each other's mails. One whose starter was killed is about to leave.
 * @param {string} folder
 */
async function checkAlone(folder) {
  const note = join(folder, 'running.pid');
  const pid = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0;
  const isGone = () => !isAlive(pid) || !commandLine(pid).includes('mailbox.mjs');
  if (pid && !(await waitUntil(isGone, leavingMilliseconds))) {
    throw new Failure(
      `A mailbox already runs on ${folder} (process ${pid}).\n` +
        'Stop that one first, or give this one its own: ROWLOCK_DATA=/another/folder',
    );
  }
}
