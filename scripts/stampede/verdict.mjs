import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHistory } from '../history/check-history.mjs';
import { readHistory } from '../history/history.mjs';
import { quantile } from './progress.mjs';
import { writeReport } from './report.mjs';

/** @typedef {import('../history/history.mjs').History} History */

const violationsShown = 20;

/**
 * Judges a run by the history it left, tells it, and writes it down.
 * @param {import('./options.mjs').Options} options
 * @param {string} out
 * @param {{sold: number, seats: number}} end of the free show
 * @param {string[]} [others] what else went wrong, in a sentence each
 * @returns {Promise<boolean>} whether all is well
 */
export async function judge(options, out, { sold, seats }, others = []) {
  const history = await readHistory(join(out, 'history.jsonl'));
  const violations = checkHistory(history);
  for (const violation of violations.slice(0, violationsShown)) tell(violation, history);
  const figures = figuresOf(history);
  const missing = missingFaults(history, options);
  const failures = [...others];
  if (options.faults.length > 0 && figures.faults === 0)
    failures.push('Not one of the wanted faults took place: the run was too short.');
  console.log(`\n${inWords(figures)}`);
  console.log(`${sold} of ${seats} seats sold; ${violations.length} violations`);
  if (missing.length > 0) console.log(`Did not take place: ${missing.join(', ')}`);
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  /** @type {Record<string, number>} */
  const rules = {};
  for (const { rule } of violations) rules[rule] = (rules[rule] ?? 0) + 1;
  writeFileSync(
    join(out, 'verdict.json'),
    JSON.stringify({ seed: options.seed, sold, rules, failures, missing, ...figures }),
  );
  const report = writeReport(out, history, { violations, failures, missing }, figures, options);
  console.log(`${join(out, 'history.jsonl')}\n${report}`);
  return failures.length === 0 && violations.length === 0;
}

/**
 * Kinds that were wanted and had no turn: what waits for another of its part may be too late.
 * @param {History} history
 * @param {import('./options.mjs').Options} options
 */
export function missingFaults({ faults }, options) {
  return options.faults.filter((kind) => !faults.some((fault) => fault.kind === kind));
}

/**
 * A violation and the calls that it is about: the history may be gone when somebody reads of it.
 * @param {import('../history/check-history.mjs').Violation} violation
 * @param {History} history
 */
function tell({ rule, text, operations: concerned }, { operations }) {
  console.log(`  ${rule}: ${text}`);
  for (const one of operations.filter(({ id }) => concerned.includes(id))) {
    console.log(`    ${JSON.stringify(one)}`);
  }
}

/**
 * The run in numbers.
 * @param {History} history
 */
export function figuresOf({ operations, bookings, payments, faults }) {
  const took = operations.map(({ from, to }) => to - from).sort((a, b) => a - b);
  const last = operations.reduce((end, { to }) => Math.max(end, to), 0);
  const acknowledged = operations.filter(({ outcome }) => outcome !== 'unknown').length;
  const paid = bookings.filter(({ method, status }) => method !== 'none' && status === 'CONFIRMED').length;
  return {
    operations: operations.length,
    acknowledged,
    aSecond: Math.round(operations.length / Math.max(1, last / 1000)),
    median: Math.round(quantile(took, 0.5)),
    p99: Math.round(quantile(took, 0.99)),
    faults: faults.length,
    bookings: bookings.length,
    ...{ paid, payments: payments.length },
  };
}

/** @param {ReturnType<typeof figuresOf>} figures */
function inWords({ operations, acknowledged, aSecond, median, p99, faults, bookings, paid, payments }) {
  const share = ((100 * acknowledged) / Math.max(1, operations)).toFixed(1);
  return (
    `${operations} operations (${aSecond}/s, median ${median} ms, p99 ${p99} ms), ${share} % with an answer; ${faults} faults\n` +
    `${bookings} bookings; ${payments} payments at the bank, ${paid} bookings paid for`
  );
}
