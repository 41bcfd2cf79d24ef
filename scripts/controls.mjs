// `npm run controls`: takes guards away one by one and lets the stampede's judgement find the damage (docs/proof.md).
import './node-version.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

await import('./installed.mjs');
const { buildPages, bundleAll, generateClient } = await import('./build.mjs');
const { Failure, runCommand } = await import('./failure.mjs');
const { runProgram } = await import('./programs.mjs');
const { readArguments } = await import('./read-arguments.mjs');
const { makeDamagedCopy } = await import('./sabotage/damaged-copy.mjs');
const { variants } = await import('./sabotage/variants.mjs');
const { withEnds } = await import('./with-ends.mjs');

const help = `npm run controls: proves that the stampede's judgement finds what it is there to find. Each time in a copy of the
repository one guard is taken away (${variants.length} variants), a crowd is let at it, and a rule that is about it must be violated.
Where nothing is taken away, nothing may be found.

  --only NAME,…   only these
  --list          what they are
  --help          this

Ends with 1 when damage was not found, or something without damage. Half a minute each.`;

/** Enough people that they meet, enough seats that some get more than they may. */
const usual = '--buyers 600 --seats 300 --instances 2 --at-once 60 --seed 11 --payers 0 --pages 0'.split(' ');

async function main() {
  const { values } = readArguments({
    options: {
      only: { type: 'string', default: '' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  if (values.list)
    return console.log(variants.map(({ name, what }) => `${name.padEnd(32)}${what}`).join('\n'));
  const names = values.only.split(',').filter(Boolean);
  const unknown = names.find((name) => !variants.some((variant) => variant.name === name));
  if (unknown) throw new Failure(`There is no variant "${unknown}". See --list.`);
  await generateClient();
  await bundleAll();
  await buildPages();
  const wanted = variants.filter(({ name }) => names.length === 0 || names.includes(name));
  let missed = 0;
  for (const variant of wanted) if (!(await withEnds((ends) => isJudgedRight(variant, ends)))) missed += 1;
  console.log(`\n${wanted.length - missed} of ${wanted.length} judged right`);
  if (missed > 0) process.exitCode = 1;
}

/**
 * @param {import('./sabotage/variants.mjs').Variant} variant
 * @param {(() => unknown)[]} ends
 * @returns {Promise<boolean>}
 */
async function isJudgedRight(variant, ends) {
  const parent = mkdtempSync(join(tmpdir(), 'rowlock-control-'));
  ends.push(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, 'copy');
  const startedAt = performance.now();
  makeDamagedCopy(folder, variant);
  const program = join(folder, 'scripts/stampede.mjs');
  const { options = [], rest = false } = variant;
  const how = [...usual, ...options, ...(rest ? [] : ['--no-rest'])];
  const args = [program, ...how, '--bundle-only', '--out', 'out'];
  const running = runProgram(process.execPath, args);
  ends.push(() => running);
  const { output } = await running;
  const verdict = readVerdict(join(folder, 'out/verdict.json'), variant.name, output);
  const rules = Object.entries(verdict.rules).map(([rule, count]) => `${rule} ${count}×`);
  const mistake = mistakeIn(variant, verdict);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(
    `${mistake ? '✗' : '✓'} ${variant.name} (${variant.what}): ${mistake}${rules.join(', ') || 'nothing found'} in ${seconds} s`,
  );
  return !mistake;
}

/**
 * What is wrong with the judgement; '' = nothing.
 * @param {import('./sabotage/variants.mjs').Variant} variant
 * @param {{rules: Record<string, number>}} verdict
 */
function mistakeIn({ by }, { rules }) {
  if (by.length === 0) return Object.keys(rules).length > 0 ? 'FOUND WITHOUT DAMAGE: ' : '';
  return by.some((rule) => rules[rule]) ? '' : `NOT FOUND by ${by.join(' or ')}; `;
}

/**
 * @param {string} file
 * @param {string} name
 * @param {string} output
 * @returns {{rules: Record<string, number>}}
 */
function readVerdict(file, name, output) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Failure(`${name}: the stampede did not come to an end:\n${output.slice(-2000)}`);
  }
}

await runCommand(main);
