/** What can be broken on the way (faults.mjs says how). */
export const faultKinds = /** @type {const} */ ([
  'redis-killed',
  'redis-emptied',
  'redis-frozen',
  'redis-old',
  'postgres-killed',
  'postgres-frozen',
  'postgres-cut',
  'app-killed',
  'app-restarted',
  'app-paused',
]);

/** @typedef {(typeof faultKinds)[number]} FaultKind */

/** After these Redis no longer knows of every hold. */
/** @type {ReadonlySet<FaultKind>} */
export const losesHolds = new Set(['redis-killed', 'redis-emptied', 'redis-old']);
