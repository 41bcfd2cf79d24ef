const everyMilliseconds = 1000;

/** @param {number[]} sorted @param {number} share */
export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * A line a second: what happened in it.
 * @param {import('./record.mjs').Recorder} recorder
 * @param {number} seats
 */
export function tellProgress(recorder, seats) {
  let told = 0;
  const timer = setInterval(() => {
    const fresh = recorder.seen.slice(told);
    told = recorder.seen.length;
    if (fresh.length === 0) return;
    const count = (/** @type {string} */ outcome, /** @type {RegExp} */ kind) =>
      fresh.filter((seen) => seen.outcome === outcome && kind.test(seen.kind)).length;
    const took = fresh.map((seen) => seen.took).sort((a, b) => a - b);
    const booked = recorder.seen.filter(({ kind, outcome }) => kind === 'book' && outcome === 'ok').length;
    console.log(
      [
        `${(recorder.now() / 1000).toFixed(0).padStart(5)} s`,
        `holds ${count('ok', /hold|best/)}/s`,
        `bookings ${count('ok', /book/)}/s (${booked} so far, ${seats} seats)`,
        `refused ${count('refused', /./)}`,
        `no answer ${count('unknown', /./)}`,
        `median ${quantile(took, 0.5).toFixed(0)} ms`,
        `p99 ${quantile(took, 0.99).toFixed(0)} ms`,
      ].join('  '),
    );
  }, everyMilliseconds);
  return { stop: () => clearInterval(timer) };
}
