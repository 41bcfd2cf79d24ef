// `npm run check-history -- FILE`: judges what a stampede left behind.
import './node-version.mjs';
import { existsSync } from 'node:fs';
import { Failure, runCommand } from './failure.mjs';
import { checkHistory } from './history/check-history.mjs';
import { readHistory } from './history/history.mjs';
import { readArguments } from './read-arguments.mjs';

const help = `npm run check-history -- FILE: holds every operation of a stampede and the database it left against the invariants
(docs/proof.md), and names the operations of each violation. Ends with 1 when there is one.

  --all    every violation, not only the first ten of each rule
  --help   this`;

const shownARule = 10;

async function main() {
  const { values, positionals } = readArguments({
    options: { all: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help) return console.log(help);
  const [file, ...more] = positionals;
  if (more.length > 0) throw new Failure(`One history at a time, not ${positionals.join(' ')} at once.`);
  if (!file || !existsSync(file))
    throw new Failure(`${file ?? 'No file'}: there is no such history.\n\n${help}`);
  const startedAt = performance.now();
  const history = await readHistory(file);
  const violations = checkHistory(history);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const { operations, bookings, seats } = history;
  console.log(
    `${operations.length} operations, ${bookings.length} bookings, ${seats.size} seats, judged in ${seconds} s`,
  );
  tellViolations(violations, values.all);
  if (violations.length > 0) process.exitCode = 1;
}

/**
 * @param {import('./history/check-history.mjs').Violation[]} violations
 * @param {boolean} all
 */
function tellViolations(violations, all) {
  const byRule = grouped(violations);
  for (const [rule, its] of byRule) {
    for (const { text, operations } of all ? its : its.slice(0, shownARule)) {
      console.log(
        `  ${rule}: ${text}${operations.length > 0 ? ` (operations ${operations.join(', ')})` : ''}`,
      );
    }
    if (!all && its.length > shownARule) console.log(`  ${rule}: … and ${its.length - shownARule} more`);
  }
  console.log(`${violations.length} violations`);
}

/** @param {import('./history/check-history.mjs').Violation[]} violations */
function grouped(violations) {
  /** @type {Map<string, import('./history/check-history.mjs').Violation[]>} */
  const groups = new Map();
  for (const violation of violations) {
    groups.set(violation.rule, [...(groups.get(violation.rule) ?? []), violation]);
  }
  return groups;
}

await runCommand(main);
