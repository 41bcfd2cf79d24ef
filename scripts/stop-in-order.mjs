import { Failure } from './failure.mjs';
import { endPrograms } from './programs.mjs';
import { say } from './progress.mjs';

/** npm passes a terminal's Ctrl-C on, so one press may arrive twice. */
const samePressMilliseconds = 500;

/**
 * What has to be stopped, last started first, when a signal comes or the start fails.
 */
export function stopInOrder() {
  /** @type {(() => Promise<unknown>)[]} */
  const stops = [];
  let stoppingSince = 0;

  async function stopAll() {
    endPrograms();
    for (const stop of stops.toReversed()) await stop().catch(() => undefined);
  }

  /** @param {string} reason */
  async function onSignal(reason) {
    if (!stoppingSince) {
      stoppingSince = Date.now();
      say(`\n${reason}: finishing what is under way, then stopping. (Ctrl-C again: at once.)`);
      await stopAll();
      say('Stopped.');
      process.exit(0);
    }
    if (Date.now() - stoppingSince < samePressMilliseconds) return;
    say('Stopping at once.');
    // The children's guards end them when this process is gone.
    process.exit(1);
  }

  return {
    /** The next to be stopped before all others so far. @param {() => Promise<unknown>} stop */
    add(stop) {
      stops.push(stop);
    },
    /**
     * Does the start; a failure stops what it started and is passed on. While a stop is under way, failures are its echo.
     * @param {() => Promise<void>} bringUp
     */
    async guard(bringUp) {
      for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
        process.on(signal, () => void onSignal(signal));
      }
      whenNpmIsGone(() => void onSignal('npm has ended'));
      try {
        await bringUp();
      } catch (error) {
        if (stoppingSince) return new Promise(() => {});
        stoppingSince = Date.now();
        if (error instanceof Failure && stops.length > 1) say('Stopping what was started.');
        await stopAll();
        throw error;
      }
    },
  };
}

/**
 * A kill -9 of npm reaches nobody else: whoever was started by it would run on unseen.
 * @param {() => void} act
 */
function whenNpmIsGone(act) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 1_000);
  watch.unref();
}

/** @typedef {ReturnType<typeof stopInOrder>} Stops */
