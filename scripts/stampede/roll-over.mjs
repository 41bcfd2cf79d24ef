import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failure.mjs';
import { isAlive, waitUntil } from '../processes.mjs';
import { begin } from './under-way.mjs';

const endLimitMilliseconds = 30_000;
/** So many answers are certainly under way when a process is told to end, beside those of the crowd. */
const underWay = 5;
/** By then a process that ends without waiting for them has ended. */
const bodyMilliseconds = 200;

/**
 * Ends one process after the other in good order and starts it again, as a new version is rolled out; nobody who calls them is
 * told before. Answers how long each took from SIGTERM to its end, ms, and how many answers that were under way did not come whole.
 * @param {import('./instances.mjs').Instance[]} instances
 * @param {{restarts: number, call: import('./caller.mjs').Call}} plan call: what is under way; without effect
 * @param {import('./record.mjs').Recorder} recorder
 */
export async function rollOver(instances, { restarts, call }, recorder) {
  /** @type {number[]} */
  const drains = [];
  let unfinished = 0;
  for (let nth = 0; nth < restarts; nth += 1) {
    const instance = instances[nth % instances.length];
    if (!instance) throw new Failure('There is nothing to restart.');
    const { pid } = instance.program;
    const begun = await Promise.all(Array.from({ length: underWay }, () => begin(instance.origin, call)));
    const from = recorder.now();
    process.kill(pid, 'SIGTERM');
    await wait(bodyMilliseconds);
    const whole = await Promise.all(begun.map((finish) => finish()));
    unfinished += whole.filter((isWhole) => !isWhole).length;
    const hasEnded = await waitUntil(() => !isAlive(pid), endLimitMilliseconds);
    if (!hasEnded) throw new Failure(`A process did not end within ${endLimitMilliseconds / 1000} s.`);
    drains.push(recorder.now() - from);
    await instance.program.restart();
    recorder.fault('app-restarted', from, false);
  }
  return { drains, begun: restarts * underWay, unfinished };
}
