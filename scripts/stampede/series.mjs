import { bookedStretches } from '../history/stretches.mjs';
import { quantile } from './progress.mjs';

/** @typedef {import('../history/history.mjs').History} History */

/** More points than this no plot can show. */
const mostPoints = 240;
const leastMilliseconds = 500;

/**
 * What happened over time, in equal steps: `seconds` each, `count` of them.
 * @param {History} history
 */
export function seriesOf(history) {
  const { operations, faults } = history;
  const end = [...operations, ...faults].reduce((last, { to }) => Math.max(last, to), 1000);
  const step = Math.max(leastMilliseconds, Math.ceil(end / mostPoints / 500) * 500);
  const count = Math.ceil(end / step);
  const place = (/** @type {number} */ time) => Math.min(count - 1, Math.floor(time / step));
  const outcomes = { ok: zeros(count), refused: zeros(count), unknown: zeros(count) };
  /** @type {number[][]} */
  const took = Array.from({ length: count }, () => []);
  for (const { from, to, outcome } of operations) {
    outcomes[outcome][place(to)] = (outcomes[outcome][place(to)] ?? 0) + 1000 / step;
    took[place(to)]?.push(to - from);
  }
  for (const its of took) its.sort((a, b) => a - b);
  return {
    ...{ end, step, count, sold: soldOverTime(history, count, place), ...outcomes },
    // Where nobody was answered there is no time to an answer.
    median: took.map((its) => (its.length > 0 ? quantile(its, 0.5) : Number.NaN)),
    p99: took.map((its) => (its.length > 0 ? quantile(its, 0.99) : Number.NaN)),
  };
}

/** @param {number} count @returns {number[]} */
const zeros = (count) => new Array(count).fill(0);

/**
 * Seats that were certainly somebody's, at the end of each step.
 * @param {History} history
 * @param {number} count
 * @param {(time: number) => number} place
 */
function soldOverTime(history, count, place) {
  const change = zeros(count);
  for (const { from, to } of bookedStretches(history)) {
    change[place(from)] = (change[place(from)] ?? 0) + 1;
    if (Number.isFinite(to)) change[place(to)] = (change[place(to)] ?? 0) - 1;
  }
  let sold = 0;
  return change.map((by) => {
    sold += by;
    return sold;
  });
}
