import { Failure } from '../failure.mjs';
import { isAlive, waitUntil } from '../processes.mjs';

const endLimitMilliseconds = 30_000;

/**
 * Ends one process after the other in good order and starts it again, as a new version is rolled out; nobody who calls them is
 * told before. Answers how long each took from SIGTERM to its end, ms.
 * @param {import('./instances.mjs').Instance[]} instances
 * @param {number} restarts
 * @param {import('./record.mjs').Recorder} recorder
 */
export async function rollOver(instances, restarts, recorder) {
  /** @type {number[]} */
  const drains = [];
  for (let nth = 0; nth < restarts; nth += 1) {
    const instance = instances[nth % instances.length];
    if (!instance) throw new Failure('There is nothing to restart.');
    const { pid } = instance.program;
    const from = recorder.now();
    process.kill(pid, 'SIGTERM');
    const hasEnded = await waitUntil(() => !isAlive(pid), endLimitMilliseconds);
    if (!hasEnded) throw new Failure(`A process did not end within ${endLimitMilliseconds / 1000} s.`);
    drains.push(recorder.now() - from);
    await instance.program.restart();
    recorder.fault('app-restarted', from, false);
  }
  return drains;
}
