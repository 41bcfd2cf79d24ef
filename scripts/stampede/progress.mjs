const everyMilliseconds = 1000;

/** @param {number[]} sorted @param {number} share */
export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * A line a second: what happened in it, and how many seats are left as far as answers tell.
 * @param {import('./record.mjs').Recorder} recorder
 * @param {number} seats of all shows
 */
export function tellProgress(recorder, seats) {
  const timer = setInterval(() => {
    const fresh = recorder.takeFresh();
    if (fresh.length === 0) return;
    const count = (/** @type {string} */ outcome, /** @type {RegExp} */ kind) =>
      fresh.filter((seen) => seen.outcome === outcome && kind.test(seen.kind)).length;
    const took = fresh.map((seen) => seen.took).sort((a, b) => a - b);
    const cells = [
      `${(recorder.now() / 1000).toFixed(0).padStart(5)} s`,
      `holds/s ${padded(count('ok', /hold|best/))}`,
      `bookings/s ${padded(count('ok', /book|claim/))}`,
      `refused ${padded(count('refused', /./))}`,
      `no answer ${padded(count('unknown', /./))}`,
      `p50 ${padded(quantile(took, 0.5).toFixed(0))} ms`,
      `p99 ${padded(quantile(took, 0.99).toFixed(0))} ms`,
      `seats left ${padded(Math.max(0, seats - recorder.seatsTaken()))}`,
    ];
    console.log(cells.join('  '));
  }, everyMilliseconds);
  return { stop: () => clearInterval(timer) };
}

/** @param {string | number} value */
const padded = (value) => String(value).padStart(4);
