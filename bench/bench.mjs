// `npm run bench`: every promise of speed beside its limit, measured in the same run.
import '../scripts/node-version.mjs';

await import('../scripts/installed.mjs');
const { buildPages, bundleAll, generateClient } = await import('../scripts/build.mjs');
const { Failure, runCommand } = await import('../scripts/failure.mjs');
const { step, say } = await import('../scripts/progress.mjs');
const { readArguments, wholeNumber } = await import('../scripts/read-arguments.mjs');
const { endLater, withEnds } = await import('../scripts/with-ends.mjs');
const { missedBy, told } = await import('./rig/finding.mjs');
const { machine } = await import('./rig/machine.mjs');
const { reportFile, writeReport } = await import('./rig/report.mjs');
const { openWorld } = await import('./rig/world.mjs');
const { rows } = await import('./rows.mjs');

/** With fewer pairs a median says little. */
const enoughRounds = 5;

const help = `npm run bench: builds, starts PostgreSQL, Redis and a production server of its own, and measures every promise of speed
beside its limit: limit, ours, limit, ours, …; medians, with how far the rounds lie apart. Nothing else should run meanwhile.

  --only NAMES   of ${Object.keys(rows).join(', ')}
  --rounds N     pairs of each row (${enoughRounds})
  --quick        2 pairs, and a fifth of everything: to see that it runs
  --no-build     uses the build that is there
  --no-report    prints only
  --help         this

A run of all rows with ${enoughRounds} pairs or more is written to bench/results.json, bench/report.md and the plots beside it; any other is
only printed. Ends with 1 when a promise is missed.`;

async function main() {
  const { values } = readArguments({
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: String(enoughRounds) },
      quick: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      'no-report': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  const chosen = chooseRows(values.only);
  const rounds = values.quick ? 2 : wholeNumber('rounds', values.rounds, 1, 1000);
  if (!values['no-build']) {
    await generateClient();
    await bundleAll();
    await buildPages();
  }
  const how = { rounds, scale: values.quick ? 0.2 : 1, build: !values['no-build'] };
  let missed = 0;
  /** @type {Record<string, import('./rig/report.mjs').Result>} */
  const results = {};
  await withEnds(async (ends) => {
    const world = await endLater(ends, openWorld(), ({ stop }) => stop());
    for (const [name, row] of chosen) {
      const finding = await step(name, () => row(world, how));
      tell(finding);
      missed += finding.checks.filter((check) => missedBy(check) > 0).length;
      results[name] = { finding, machine: await machine(world), at: new Date().toISOString() };
    }
  });
  if (values['no-report'] || rounds < enoughRounds || chosen.length < Object.keys(rows).length)
    say(`\nOnly printed: ${reportFile} is left as it was.`);
  else say(writeReport(results));
  say(missed === 0 ? '\nEvery promise is held.' : `\n${missed} promises are missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

/** @param {string} only */
function chooseRows(only) {
  const named = only.split(',').filter(Boolean);
  const unknown = named.find((name) => !(name in rows));
  if (unknown) throw new Failure(`There is no row "${unknown}". There are: ${Object.keys(rows).join(', ')}.`);
  return Object.entries(rows).filter(([name]) => named.length === 0 || named.includes(name));
}

/** @param {import('./rig/finding.mjs').Finding} finding */
function tell({ title, limit, ours, pairs, checks, notes }) {
  say(`\n${title}\n  limit  ${limit}\n  ours   ${ours}`);
  const rates = pairs.map((pair) => `${Math.round(pair.limit)} : ${Math.round(pair.ours)}`);
  if (rates.length > 0) say(`  pairs, a second: ${rates.join('  ')}`);
  for (const check of checks) say(`  ${told(check)}`);
  for (const note of notes) say(`  ${note}`);
}

await runCommand(main);
