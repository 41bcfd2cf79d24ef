import { spawn } from 'node:child_process';
import { root } from './bundle.mjs';

/** Programs under way that end by themselves; when we stop early, they are told to. */
/** @type {Set<import('node:child_process').ChildProcess>} */
const underWay = new Set();

/**
 * Runs a program in the repository's root to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{environment?: Record<string, string | undefined>, show?: boolean, apart?: boolean}} [how] show: its output
 *   goes to ours at once; apart: a terminal's Ctrl-C does not reach it, only what endPrograms sends
 * @returns {Promise<{succeeded: boolean, output: string}>} output: empty when shown
 */
export function runProgram(command, args, { environment = {}, show = false, apart = false } = {}) {
  return new Promise((resolve) => {
    const output = show ? /** @type {const} */ ('inherit') : /** @type {const} */ ('pipe');
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...environment },
      detached: apart,
    });
    underWay.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
    }
    child.once('error', (error) => {
      underWay.delete(child);
      resolve({ succeeded: false, output: error.message });
    });
    child.once('close', (code) => {
      underWay.delete(child);
      if (apart) endGroup(child);
      resolve({ succeeded: code === 0, output: text.trim() });
    });
  });
}

/**
 * Test workers that hang outlive a runner that was told to end.
 * @param {import('node:child_process').ChildProcess} leader
 */
function endGroup({ pid }) {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left of it.
  }
}

/**
 * Ends what is still under way.
 * @param {NodeJS.Signals} [signal]
 */
export function endPrograms(signal = 'SIGTERM') {
  for (const child of underWay) child.kill(signal);
}
