import { setTimeout as wait } from 'node:timers/promises';

/**
 * Stops processes where they are, for so long.
 * @param {number[]} pids
 * @param {number} milliseconds
 */
export async function frozen(pids, milliseconds) {
  signal(pids, 'SIGSTOP');
  await wait(milliseconds);
  signal(pids, 'SIGCONT');
}

/** @param {number[]} pids @param {NodeJS.Signals} name */
function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended by itself meanwhile, as a server process does when its client leaves.
    }
  }
}
