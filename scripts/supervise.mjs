/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * @typedef {object} Supervision
 * @property {string} name as the reader knows it: "PostgreSQL"
 * @property {() => Promise<ChildProcess>} launch spawns it and settles once it is ready; throws when it cannot be
 * @property {[NodeJS.Signals, number][]} stopSignals in order, each with the milliseconds it has to act
 * @property {boolean} supervised started again when it dies; else it stays down until restart()
 * @property {(line: string) => void} log
 */

const firstDelayMilliseconds = 250;
const longestDelayMilliseconds = 10_000;
/** Lived this long: its next death counts as the first again. */
const steadyMilliseconds = 30_000;

/** @param {ChildProcess} child */
function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** @param {ChildProcess} child */
function ended(child) {
  return hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
}

/**
 * Starts a child process and keeps it: when it dies it is started again with growing delays, and said so.
 * @param {Supervision} supervision
 */
export async function supervise({ name, launch, stopSignals, supervised, log }) {
  /** @type {ChildProcess} */
  let child;
  let stopping = false;
  let delay = firstDelayMilliseconds;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<void> | undefined} */
  let starting;

  async function start() {
    const startedAt = Date.now();
    child = await launch();
    const died = () => {
      if (stopping || !supervised) return;
      if (Date.now() - startedAt > steadyMilliseconds) delay = firstDelayMilliseconds;
      again(`${name} ended (${child.signalCode ?? `exit code ${child.exitCode}`})`);
    };
    if (hasEnded(child)) died();
    else child.once('exit', died);
  }

  /** @param {string} reason */
  function again(reason) {
    log(`${reason}; starting it again in ${delay / 1000} s.`);
    timer = setTimeout(() => {
      starting = start().then(
        () => log(`${name} is back (process ${child.pid}).`),
        (error) => {
          if (!stopping) again(error.message.split('\n')[0]);
        },
      );
    }, delay);
    delay = Math.min(delay * 2, longestDelayMilliseconds);
  }

  async function endInOrder() {
    clearTimeout(timer);
    await starting;
    for (const [signal, milliseconds] of stopSignals) {
      if (hasEnded(child)) return;
      child.kill(signal);
      const limit = new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
      await Promise.race([ended(child), limit]);
    }
    if (!hasEnded(child)) child.kill('SIGKILL');
    await ended(child);
  }

  await start();

  return {
    get pid() {
      return child.pid ?? 0;
    },
    /** Stops it for good. Signals go out in order until one works; the last resort is SIGKILL. */
    async stop() {
      stopping = true;
      await endInOrder();
    },
    /** Stops it in good order and starts it again: for a new version of its program. */
    async replace() {
      stopping = true;
      await endInOrder();
      stopping = false;
      await start();
    },
    /** kill -9, and waits for its end. A supervised child then comes back by itself. */
    async kill9() {
      child.kill('SIGKILL');
      await ended(child);
    },
    /** Starts it again after kill9() or its death, where nobody supervises it. */
    async restart() {
      if (!hasEnded(child)) await this.kill9();
      await start();
    },
  };
}
