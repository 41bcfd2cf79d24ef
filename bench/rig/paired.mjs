import { quantile } from '../../scripts/stampede/progress.mjs';

/** What one run did a second, and what else is worth telling of it. @typedef {{rate: number, p99?: number}} Measured */

/**
 * Runs limit and ours in turn (limit, ours, limit, ours, …), after one pair that only warms both up: the machine's own
 * drift from minute to minute then falls on both sides of each pair, and the ratio stays true.
 * @template {Measured} Limit
 * @template {Measured} Ours
 * @param {number} rounds
 * @param {() => Promise<Limit>} limit
 * @param {() => Promise<Ours>} ours
 */
export async function paired(rounds, limit, ours) {
  await limit();
  await ours();
  /** @type {{limit: Limit, ours: Ours, ratio: number}[]} */
  const pairs = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await limit();
    const full = await ours();
    pairs.push({ limit: bare, ours: full, ratio: full.rate / bare.rate });
  }
  return pairs;
}

/** @typedef {{median: number, least: number, most: number}} Spread */

/**
 * The median of some numbers, and how far they lie apart.
 * @param {number[]} numbers
 * @returns {Spread}
 */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: median(sorted), least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

/** @param {number[]} sorted */
function median(sorted) {
  const above = quantile(sorted, 0.5);
  return sorted.length % 2 === 1 ? above : (above + (sorted[sorted.length / 2 - 1] ?? above)) / 2;
}
