import { setTimeout as wait } from 'node:timers/promises';

/** @typedef {import('./faults.mjs').World} World */

const failingMilliseconds = 4000;

/** What breaks at the bank; where nobody pays there is none. */
export const bankFaults = {
  async 'bank-killed'(/** @type {World} */ { bank }) {
    await bank?.program.kill9();
    await wait(500);
    await bank?.program.restart();
  },
  /** A third of all calls fail, half of them after their effect; notices come late, three times, in any order. */
  async 'bank-failing'(/** @type {World} */ { bank }) {
    await bank?.set({
      webhooks: { late_ms: 0, spread_ms: 3000, copies: 3 },
      faults: [
        { on: 'any', kind: 'error', share: 0.15, times: 0 },
        { on: 'any', kind: 'error_after', share: 0.08, times: 0 },
        { on: 'any', kind: 'cut', share: 0.08, times: 0 },
        { on: 'any', kind: 'slow_after', ms: 1500, share: 0.05, times: 0 },
      ],
    });
    await wait(failingMilliseconds);
    await bank?.set({ webhooks: { late_ms: 0, spread_ms: 0, copies: 1 }, faults: [] });
  },
};
