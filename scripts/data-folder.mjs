import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './bundle.mjs';
import { Failure } from './failure.mjs';
import { commandLine, isAlive } from './processes.mjs';

/** Where everything that must outlive a stop is kept: ROWLOCK_DATA, or .rowlock/ in the repository. */
export function dataFolder() {
  return resolve(root, process.env.ROWLOCK_DATA || '.rowlock');
}

/**
 * Makes sure that the folder is there, can be written, and is not in use by another `npm start`; takes it for us.
 * @param {string} folder
 * @returns {() => void} gives it back
 */
export function takeDataFolder(folder) {
  const note = join(folder, 'running.pid');
  try {
    // Root's folder lets the user pass who runs PostgreSQL; what is secret in it has its own mode.
    makeFolder(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    const other = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0;
    if (other !== process.pid && isAlive(other) && /scripts[\\/](start|dev)\.mjs/.test(commandLine(other))) {
      throw new Failure(
        `Rowlock already runs on the data in ${folder} (process ${other}).\n` +
          'Stop that one first, or give this one its own: ROWLOCK_DATA=/another/folder npm start',
      );
    }
    writeFileSync(note, String(process.pid), { mode: 0o600 });
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error instanceof Error ? error.message : error;
    throw new Failure(
      `The data folder ${folder} cannot be written (${reason}).\n` +
        'Make it writable, or choose another: ROWLOCK_DATA=/another/folder npm start',
    );
  }
  return () => rmSync(note, { force: true });
}

/**
 * Level by level: Node's own recursive mkdir goes round for ever where a parent takes no folders (/proc).
 * @param {string} folder
 * @param {number} mode
 */
function makeFolder(folder, mode) {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder), mode);
  mkdirSync(folder, { mode });
}

/**
 * The secret that signs sessions: made once, then kept, so that sessions outlive a restart.
 * @param {string} folder
 */
export function authSecret(folder) {
  const file = join(folder, 'auth-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/**
 * Opens a log for writing. Only we read it, also where it is there already and the folder lets others pass.
 * @param {string} file
 * @param {'a' | 'w'} how
 */
export function openLog(file, how) {
  const log = openSync(file, how, 0o600);
  chmodSync(file, 0o600);
  return log;
}

/**
 * Begins a log afresh when it has grown beyond 20 MB; the one before is kept beside it.
 * @param {string} file
 */
export function trimLog(file) {
  if (!existsSync(file) || statSync(file).size < 20_000_000) return;
  writeFileSync(`${file}.before`, readFileSync(file), { mode: 0o600 });
  writeFileSync(file, '');
}
