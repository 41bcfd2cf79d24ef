/**
 * What the database connections of a process have done so far, by its own metrics.
 * @param {string} origin
 */
export async function poolUse(origin) {
  const text = await (await fetch(`${origin}/api/metrics`)).text();
  const read = (/** @type {string} */ name) =>
    Number(new RegExp(`^rowlock_database_use_seconds_${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
  return { seconds: read('sum'), uses: read('count') };
}

/**
 * How many connections so much work needs on average (Little's law: how often, times how long).
 * @param {Awaited<ReturnType<typeof poolUse>>} before
 * @param {Awaited<ReturnType<typeof poolUse>>} after
 * @param {number} calls
 */
export function connectionsFor(before, after, calls) {
  const [seconds, uses] = [after.seconds - before.seconds, after.uses - before.uses];
  return { each: (1000 * seconds) / uses, uses: uses / calls, secondsACall: seconds / calls };
}
