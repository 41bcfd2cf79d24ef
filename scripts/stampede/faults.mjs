import { setTimeout as wait } from 'node:timers/promises';
import { appFaults } from './app-faults.mjs';
import { bankFaults } from './bank-faults.mjs';
import { chance } from './chance.mjs';
import { losesHolds, partsOfFaults } from './fault-kinds.mjs';
import { networkFaults } from './network-faults.mjs';
import { storeFaults } from './store-faults.mjs';

/** @typedef {import('./fault-kinds.mjs').FaultKind} FaultKind */
/** @typedef {import('./fault-kinds.mjs').Part} Part */
/** @typedef {import('./chance.mjs').Chance} Chance */

/**
 * What can break.
 * @typedef {object} World
 * @property {import('../postgres.mjs').Postgres} postgres
 * @property {import('../redis.mjs').Redis} redis
 * @property {import('./instances.mjs').Instance[]} instances
 * @property {import('./bank.mjs').Bank | undefined} bank
 * @property {string} databaseUrl
 */

/** From the beginning of one fault to that of the next, at most and at least. */
const mostMilliseconds = 5000;
const leastMilliseconds = 2000;

/** @type {Record<FaultKind, (world: World, chance: Chance) => Promise<unknown>>} */
const faults = { ...storeFaults, ...appFaults, ...networkFaults, ...bankFaults };

/**
 * Which faults come, in order: all kinds once a round, those of each part spread over it, since they wait for each other. The
 * same seed gives the same plan.
 * @param {readonly FaultKind[]} kinds
 * @param {Chance} chance
 * @returns {Generator<FaultKind>}
 */
export function* faultPlan(kinds, chance) {
  for (;;) {
    const left = [...kinds];
    /** @type {Map<Part, number>} */
    const met = new Map();
    const round = kinds.map(() => {
      const kind = /** @type {FaultKind} */ (left.splice(chance.below(left.length), 1)[0]);
      const part = partsOfFaults[kind];
      const nth = met.get(part) ?? 0;
      met.set(part, nth + 1);
      const count = kinds.filter((each) => partsOfFaults[each] === part).length;
      return { kind, at: (nth + chance.next()) / count };
    });
    round.sort((a, b) => a.at - b.at);
    for (const { kind } of round) yield kind;
  }
}

/**
 * How far apart faults begin: in a run of a set time close enough that every kind has its turn.
 * @param {number} kinds
 * @param {number} seconds 0: nobody knows how long
 */
export function pace(kinds, seconds) {
  const fitting = seconds > 0 ? (seconds * 1000 * 0.9) / (kinds + 1) : mostMilliseconds;
  return Math.max(leastMilliseconds, Math.min(mostMilliseconds, fitting));
}

/**
 * Breaks one thing after the other until told to stop; all is whole again when it settles.
 * @param {World} world
 * @param {{kinds: readonly FaultKind[], seed: number, seconds: number}} plan
 * @param {AbortSignal} enough
 * @param {import('./record.mjs').Recorder} recorder
 */
export async function breakThings(world, { kinds, seed, seconds }, enough, recorder) {
  if (kinds.length === 0) return;
  const every = pace(kinds.length, seconds);
  /** @type {Map<Part, Promise<void>>} */
  const underWay = new Map();
  let nth = 0;
  for (const kind of faultPlan(kinds, chance(seed))) {
    nth += 1;
    const due = nth * every - recorder.now();
    await wait(Math.max(0, due), undefined, { signal: enough }).catch(() => undefined);
    if (enough.aborted) break;
    const its = chance(seed + 104_729 * nth);
    const earlier = underWay.get(partsOfFaults[kind]);
    const work = (async () => {
      await earlier;
      if (!enough.aborted) await breakOnce(world, kind, its, recorder);
    })();
    // Heard at the end; a crowd in a world that cannot be mended is not stopped for it.
    work.catch(() => undefined);
    underWay.set(partsOfFaults[kind], work);
  }
  await Promise.all(underWay.values());
}

/**
 * @param {World} world
 * @param {FaultKind} kind
 * @param {Chance} its
 * @param {import('./record.mjs').Recorder} recorder
 */
async function breakOnce(world, kind, its, recorder) {
  const from = recorder.now();
  await faults[kind](world, its);
  recorder.fault(kind, from, losesHolds.has(kind));
}
