import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages, bundleAll, generateClient } from './build.mjs';
import { root } from './bundle.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { Failure } from './failure.mjs';
import { endPrograms, runProgram } from './programs.mjs';
import { scanTests } from './scan-tests.mjs';
import { playwrightTally, vitestTally, withReport } from './test-reports.mjs';

const help = `npm test: every test. Installs and starts what it needs, ends with the line "N passed, N failed".

  npm test                    all: unit, integration, browser, stampede
  npm test -- --unit          tests that need nothing but Node
  npm test -- --integration   tests on a real PostgreSQL and Redis, the race tests among them
  npm test -- --e2e           browser tests against the production build
  npm test -- --stampede      a short stampede with faults, and guards taken away that it must miss
  npm test -- PATTERN         only files whose path contains PATTERN (with --e2e: browser tests; else the others)

While \`npm run test:stores\` keeps the stores up, \`npx vitest run PATTERN\` is the quickest.`;

const parts = ['--unit', '--integration', '--e2e', '--stampede'];

/** They run against the production build. */
const builtParts = ['--e2e', '--stampede'];

/** Long enough that every kind of fault is due once. The seed is told in the first line. */
const stampede =
  '--buyers 1500 --seats 300 --instances 2 --at-once 40 --seconds 55 --faults all --no-build'.split(' ');
/** Two that are found whatever chance does, and a run without damage; `npm run controls` has them all. */
const controls = '--only hold-over-others,half-a-booking,nothing'.split(' ');

/** @typedef {import('./test-reports.mjs').Tally} Tally */

/**
 * Runs the tests and says how many passed and failed.
 * @param {string[]} args
 */
export async function testAll(args) {
  if (args.includes('--help')) return console.log(help);
  const isEnding = endOnSignal();
  const folder = temporaryFolder();
  /** @type {Tally[]} */
  const tallies = [];
  try {
    await runParts(args, tallies);
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    tallies.push({ passed: 0, failed: 1, skipped: 0 });
  }
  const sum = (/** @type {keyof Tally} */ key) => tallies.reduce((total, tally) => total + tally[key], 0);
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  if (sum('skipped') > 0 && !isEnding())
    console.log(`\n${sum('skipped')} skipped, each for the reason above it in the code.`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}

/** What tests leave in the system's folder for temporary files goes into one of our own, and with it. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'rowlock-tests-'));
  // Another user runs PostgreSQL when we are root, and has to pass through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return folder;
}

/**
 * The test runners take one SIGINT as the wish to end in good order (stores stopped, folders removed), two as haste.
 * A press may arrive twice: from the terminal, and passed on by npm.
 * @returns {() => boolean} whether it came to that
 */
function endOnSignal() {
  let first = 0;
  const onSignal = () => {
    if (!first) {
      first = Date.now();
      console.log('\nEnding after the test under way. (Ctrl-C again: at once.)');
      endPrograms('SIGINT');
    } else if (Date.now() - first > 500) {
      endPrograms('SIGKILL');
    }
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal);
  return () => first > 0;
}

/**
 * @param {string[]} args
 * @param {Tally[]} tallies each part's is added when it is through
 */
async function runParts(args, tallies) {
  const unknown = args.find((argument) => argument.startsWith('--') && !parts.includes(argument));
  if (unknown) throw new Failure(`npm test knows no "${unknown}".\n\n${help}`);
  const patterns = args.filter((argument) => !argument.startsWith('--'));
  const chosen = parts.filter((part) => args.includes(part));
  /** Without a choice: all of it; a pattern alone means the quick tests. @param {string} part */
  const wants = (part) =>
    chosen.length ? chosen.includes(part) : !(patterns.length && builtParts.includes(part));

  await ensureDependencies({ development: true });
  const hidden = scanTests();
  if (hidden.length) throw new Failure(hidden.join('\n'));
  await generateClient();
  const projects = ['unit', 'integration'].filter((project) => wants(`--${project}`));
  if (projects.length) tallies.push(await runVitest(projects, patterns));
  if (!builtParts.some(wants)) return;
  await bundleAll();
  await buildPages();
  if (wants('--e2e')) tallies.push(await runPlaywright(patterns));
  if (!wants('--stampede')) return;
  tallies.push(await runScript('stampede.mjs', stampede));
  tallies.push(await runScript('controls.mjs', controls));
}

/**
 * A command that judges by itself: one test.
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<Tally>}
 */
async function runScript(script, args) {
  const { succeeded } = await runProgram(process.execPath, [join(root, 'scripts', script), ...args], {
    ...{ show: true, apart: true },
  });
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
}

/**
 * @param {string[]} projects
 * @param {string[]} patterns
 */
async function runVitest(projects, patterns) {
  const flags = projects.map((project) => `--project=${project}`);
  return withReport(async (file) => {
    const program = join(root, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { succeeded } = await runProgram(
      process.execPath,
      [program, 'run', ...flags, ...reporters, ...patterns],
      {
        show: true,
        apart: true,
      },
    );
    return succeeded;
  }, vitestTally);
}

/** @param {string[]} patterns */
async function runPlaywright(patterns) {
  return withReport(async (file) => {
    const program = join(root, 'node_modules/playwright/cli.js');
    const flags = ['--config=e2e/playwright.config.ts', '--reporter=list,json'];
    const { succeeded } = await runProgram(process.execPath, [program, 'test', ...flags, ...patterns], {
      show: true,
      apart: true,
      environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    });
    return succeeded;
  }, playwrightTally);
}
