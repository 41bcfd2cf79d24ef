import { setTimeout as wait } from 'node:timers/promises';
import { frozen } from './frozen.mjs';

/** @typedef {import('./faults.mjs').World} World */
/** @typedef {import('./chance.mjs').Chance} Chance */
/** @typedef {import('./instances.mjs').Instance} Instance */

const pauseMilliseconds = 10_000;
const wrongMinutes = 5;
const wrongMilliseconds = 6000;
const shiftedClock = new URL('../shifted-clock.mjs', import.meta.url).href;

/** What breaks in one of Rowlock's processes. */
export const appFaults = {
  async 'app-killed'(/** @type {World} */ { instances }, /** @type {Chance} */ chance) {
    const instance = chance.oneOf(instances);
    await instance.program.kill9();
    await away(instance, () => instance.program.restart());
  },
  /** As a new version is rolled out: taken out of the balancer, told to end, started again. */
  async 'app-restarted'(/** @type {World} */ { instances }, /** @type {Chance} */ chance) {
    const instance = chance.oneOf(instances);
    await away(instance, () => instance.program.replace());
  },
  'app-paused': (/** @type {World} */ { instances }, /** @type {Chance} */ chance) =>
    frozen([chance.oneOf(instances).program.pid], pauseMilliseconds),
  /** One process dies, and for some seconds another runs in its place whose clock is five minutes early or late. */
  async 'app-clock'(/** @type {World} */ { instances }, /** @type {Chance} */ chance) {
    const instance = chance.oneOf(instances);
    const { environment, program } = instance;
    const again = async () => {
      await program.kill9();
      await program.restart();
    };
    environment.CLOCK_SHIFT_MS = String((chance.next() < 0.5 ? -1 : 1) * wrongMinutes * 60_000);
    environment.NODE_OPTIONS = `--import=${shiftedClock}`;
    await away(instance, again);
    await wait(wrongMilliseconds);
    environment.CLOCK_SHIFT_MS = '0';
    environment.NODE_OPTIONS = '';
    await away(instance, again);
  },
};

/**
 * @param {Instance} instance
 * @param {() => Promise<void>} work
 */
async function away(instance, work) {
  instance.up = false;
  await work();
  instance.up = true;
}
