import { constants } from 'node:os';
import { endPrograms } from './programs.mjs';
import { say } from './progress.mjs';

/** npm passes a terminal's Ctrl-C on, so one press may arrive twice. */
const samePressMilliseconds = 500;
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Does a work that leaves something to be ended (servers, folders), and ends it, the last first, however it goes: through,
 * failed, or told to stop. Told to stop, the process ends with the signal's code; told twice, at once.
 * @template T
 * @param {(ends: (() => unknown)[]) => Promise<T>} work adds each end as soon as there is something to end; an end
 *   waits for what is still starting
 * @returns {Promise<T>}
 */
export async function withEnds(work) {
  /** @type {(() => unknown)[]} */
  const ends = [];
  /** @type {Promise<void> | undefined} */
  let ending;
  // Told to stop while all is being ended, it waits for that.
  const endOnce = () => (ending ??= endAll(ends));
  let stoppingSince = 0;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    const code = 128 + constants.signals[signal];
    if (stoppingSince) {
      if (Date.now() - stoppingSince > samePressMilliseconds) process.exit(code);
      return;
    }
    stoppingSince = Date.now();
    say(`\n${signal}: stopping what was started. (Again: at once.)`);
    endPrograms();
    void endOnce().finally(() => process.exit(code));
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work(ends);
  } catch (error) {
    // While a stop is under way, failures are its echo.
    if (!stoppingSince) throw error;
    return await never();
  } finally {
    if (stoppingSince) await never();
    await endOnce();
    for (const signal of signals) process.off(signal, onSignal);
  }
}

/**
 * Notes how to end what is just starting. Told to stop meanwhile, its end waits until it is there.
 * @template T
 * @param {(() => unknown)[]} ends
 * @param {Promise<T>} starting
 * @param {(started: T) => unknown} end
 */
export function endLater(ends, starting, end) {
  ends.push(() => starting.then(end, () => undefined));
  return starting;
}

/** @returns {Promise<never>} */
const never = () => new Promise(() => {});

/**
 * One that fails does not keep the others from their turn.
 * @param {(() => unknown)[]} ends
 */
async function endAll(ends) {
  for (let end = ends.pop(); end; end = ends.pop()) {
    try {
      await end();
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
  }
}
