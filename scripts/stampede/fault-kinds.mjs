/**
 * What can be broken on the way, and in which part: what breaks in one part breaks one after the other, in other parts
 * meanwhile.
 * @type {Record<FaultKind, Part>}
 */
export const partsOfFaults = {
  'redis-killed': 'redis',
  'redis-emptied': 'redis',
  'redis-frozen': 'redis',
  'redis-old': 'redis',
  'postgres-killed': 'postgres',
  'postgres-frozen': 'postgres',
  'postgres-cut': 'postgres',
  'postgres-starved': 'postgres',
  'app-killed': 'app',
  'app-restarted': 'app',
  'app-paused': 'app',
  'app-clock': 'app',
  'network-redis-slow': 'network',
  'network-redis-cut': 'network',
  'network-postgres-slow': 'network',
  'network-postgres-cut': 'network',
  'bank-killed': 'bank',
  'bank-failing': 'bank',
};

/** @typedef {'redis' | 'postgres' | 'app' | 'network' | 'bank'} Part */

/**
 * @typedef {'redis-killed' | 'redis-emptied' | 'redis-frozen' | 'redis-old' | 'postgres-killed' | 'postgres-frozen'
 *   | 'postgres-cut' | 'postgres-starved' | 'app-killed' | 'app-restarted' | 'app-paused' | 'app-clock'
 *   | 'network-redis-slow' | 'network-redis-cut' | 'network-postgres-slow' | 'network-postgres-cut' | 'bank-killed'
 *   | 'bank-failing'} FaultKind
 */

export const faultKinds = /** @type {FaultKind[]} */ (Object.keys(partsOfFaults));

/** Meanwhile Redis forgets holds, or a process has to do without asking it. */
/** @type {ReadonlySet<FaultKind>} */
export const losesHolds = new Set([
  'redis-killed',
  'redis-emptied',
  'redis-old',
  'redis-frozen',
  'network-redis-slow',
  'network-redis-cut',
]);
