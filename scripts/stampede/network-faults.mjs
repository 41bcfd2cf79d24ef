import { setTimeout as wait } from 'node:timers/promises';

/** @typedef {import('./faults.mjs').World} World */
/** @typedef {import('./chance.mjs').Chance} Chance */
/** @typedef {'redis' | 'postgres'} Store */

const slowMilliseconds = 4000;

/** What breaks between the processes and their stores: for one of them, or for all. */
export const networkFaults = {
  'network-redis-slow': slow('redis'),
  'network-redis-cut': cut('redis'),
  'network-postgres-slow': slow('postgres'),
  'network-postgres-cut': cut('postgres'),
};

/** There and back takes 50–500 ms longer. @param {Store} store */
function slow(store) {
  return async (/** @type {World} */ world, /** @type {Chance} */ chance) => {
    const links = linksOf(world, store, chance);
    const each = (50 + chance.below(451)) / 2;
    for (const link of links) link.slow(each);
    await wait(slowMilliseconds);
    for (const link of links) link.heal();
  };
}

/** Half open: what is sent is swallowed; then connections are reset. @param {Store} store */
function cut(store) {
  return async (/** @type {World} */ world, /** @type {Chance} */ chance) => {
    const links = linksOf(world, store, chance);
    for (const link of links) link.sever();
    await wait(1000 + chance.below(2500));
    for (const link of links) link.heal();
  };
}

/** @param {World} world @param {Store} store @param {Chance} chance */
function linksOf({ instances }, store, chance) {
  const its = chance.next() < 0.6 ? [chance.oneOf(instances)] : instances;
  return its.flatMap(({ links }) => links[store] ?? []);
}
