import { spread } from './paired.mjs';

/**
 * One promise of a row: what was measured (a median, and how far the rounds lie apart) against what it has to be.
 * @typedef {object} Check
 * @property {string} what
 * @property {import('./paired.mjs').Spread} value
 * @property {'%' | 'ms' | 'kB' | 'MB' | ''} unit
 * @property {number} [least]
 * @property {number} [most]
 * @property {string} [afterwards] the farther goal
 */

/**
 * What a row found.
 * @typedef {object} Finding
 * @property {string} title
 * @property {string} limit what ours is compared with
 * @property {string} ours
 * @property {{limit: number, ours: number}[]} pairs a second, in the order they were run
 * @property {Check[]} checks
 * @property {string[]} notes
 */

/** A measure of a row. @typedef {(world: import('./world.mjs').World, how: import('./world.mjs').How) => Promise<Finding>} Row */

/**
 * How much of the limit is kept.
 * @param {{ratio: number}[]} pairs
 * @param {{least: number, afterwards: string, what?: string}} goal per cent
 * @returns {Check}
 */
export function shareOfLimit(pairs, { least, afterwards, what = 'of the limit' }) {
  return { what, value: spread(pairs.map(({ ratio }) => 100 * ratio)), unit: '%', least, afterwards };
}

/** @param {{limit: {rate: number}, ours: {rate: number}}[]} pairs */
export const ratesOf = (pairs) => pairs.map(({ limit, ours }) => ({ limit: limit.rate, ours: ours.rate }));

/**
 * By how much a promise is missed, in its unit; nothing or less: it is held.
 * @param {Check} check
 */
export function missedBy({ value, least, most }) {
  return Math.max(
    (least ?? Number.NEGATIVE_INFINITY) - value.median,
    value.median - (most ?? Number.POSITIVE_INFINITY),
  );
}

/**
 * A promise in words: "62.1 % (60.0–64.2), goal ≥ 80 %: MISSED by 17.9 %", or "sold: 1.00, goal exactly 1: held".
 * @param {Check} check
 */
export function told(check) {
  const { value, unit, least, most, afterwards } = check;
  const sized = (/** @type {number} */ number) =>
    number.toFixed(Math.abs(number) < 10 ? 2 : Math.abs(number) < 100 ? 1 : 0);
  const apart = value.least === value.most ? '' : ` (${sized(value.least)}–${sized(value.most)})`;
  const goal = least === undefined ? `≤ ${most}` : least === most ? `exactly ${most}` : `≥ ${least}`;
  const by = missedBy(check);
  const verdict = by <= 0 ? 'held' : `MISSED by ${sized(by)} ${unit}`.trim();
  return `${check.what}: ${sized(value.median)} ${unit}${apart}, goal ${goal} ${unit}${afterwards ? `, then ${afterwards}` : ''}: ${verdict}`.replaceAll(
    / +([,:(])/g,
    (_, sign) => (sign === '(' ? ' (' : sign),
  );
}
