import { spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { openLog } from './data-folder.mjs';
import { Failure } from './failure.mjs';
import { endWithParent } from './processes.mjs';
import { supervise } from './supervise.mjs';

/**
 * @typedef {object} ServingProgram
 * @property {string} name as the reader knows it: "The server"
 * @property {import('./bundle.mjs').EntryName} program dist/<program>.mjs; it sends {serving: port} once it listens
 * @property {[NodeJS.Signals, number][]} stopSignals in order, each with the milliseconds it has to act
 * @property {Record<string, string>} environment what it asks for; the rest is passed on from ours
 * @property {string} [logFile] where its log goes; without one, to our own output
 * @property {boolean} [supervised] started again when it dies (default: no)
 * @property {(line: string) => void} [log]
 */

const startLimitMilliseconds = 60_000;

/**
 * One of our own programs that serves, once it serves.
 * @param {ServingProgram} options
 */
export function startProgram({ name, program, stopSignals, environment, logFile, supervised = false, log }) {
  const launch = async () => {
    const output = logFile ? openLog(logFile, 'a') : /** @type {const} */ ('inherit');
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', `${program}.mjs`)], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', output, output, 'ipc'],
      detached: true,
    });
    endWithParent(child, 'SIGTERM');
    if (typeof output === 'number') closeSync(output);
    if (await serves(child)) return child;
    child.kill('SIGKILL');
    throw new Failure(`${name} did not start. ${logFile ? `The end of ${logFile}:\n${tail(logFile)}` : ''}`);
  };
  return supervise({ name, launch, stopSignals, supervised, log: log ?? (() => {}) });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<boolean>} false when it ended first or took too long
 */
function serves(child) {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(false), startLimitMilliseconds);
    /** @param {boolean} answer */
    const settle = (answer) => {
      clearTimeout(limit);
      resolve(answer);
    };
    child.on('message', (message) => {
      if (typeof message === 'object' && message && 'serving' in message) settle(true);
    });
    child.once('error', () => settle(false));
    child.once('exit', () => settle(false));
  });
}

/** @param {string} file */
function tail(file) {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
}
