// `npm run bench:pages`: Lighthouse on the pages most people see, against the production build, as a phone and as a desktop.
import '../scripts/node-version.mjs';
import { loadavg } from 'node:os';

await import('../scripts/installed.mjs');
const { default: lighthouse } = await import('lighthouse');
const { default: desktop } = await import('lighthouse/core/config/desktop-config.js');
const { chromium } = await import('playwright');
const { findChromium } = await import('../scripts/browser.mjs');
const { startE2eServer } = await import('../scripts/e2e-server.mjs');
const { runCommand } = await import('../scripts/failure.mjs');
const { freePort } = await import('../scripts/processes.mjs');
const { readArguments, wholeNumber } = await import('../scripts/read-arguments.mjs');
const { withKoreanLetters } = await import('./korean-letters.mjs');

const help = `npm run bench:pages: builds, starts stores and a production server of its own with the demo, and lets Lighthouse judge the home
page, an event and a seat map of 15,000 seats, in Korean, as a phone (slow network and CPU, simulated) and as a desktop.
Prints the scores and what cost points; ends with 1 when one is below 95. A busy machine lowers performance.

  --runs N      how often each is judged; the median of performance counts (3)
  --only TEXT   only pages whose address contains it
  --url URL     judge a server that runs already`;

const options = await runCommand(async () => {
  const { values } = readArguments({
    options: {
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      url: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return { ...values, runs: wholeNumber('runs', values.runs, 1, 100) };
});

const least = 95;
const pages = ['/', '/events/after-the-last-train', '/schedules/9'];
const looks = { phone: undefined, desktop };
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/** @typedef {import('lighthouse').Result} Result */

/**
 * @param {Result} result
 * @param {string} category
 */
function scoreOf(result, category) {
  return Math.round((result.categories[category]?.score ?? 0) * 100);
}

/**
 * What took points off: the audits that count and are not perfect.
 * @param {Result} result
 */
function faults(result) {
  return categories.flatMap((category) =>
    (result.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const { score, title, displayValue } = result.audits[id] ?? {};
      if (weight === 0 || score === undefined || score === null || score >= 0.995) return [];
      return `${category}: ${title}${displayValue ? `, ${displayValue}` : ''} (${Math.round(score * 100)})`;
    }),
  );
}

/** A browser just started now and then loses the beginning of its first record (NO_NAVSTART): such a load is repeated. */
const mostRepeats = 2;

/**
 * One load in a browser of its own: somebody who has never been here, without cookies and with nothing kept. null where
 * Lighthouse could not see the page load.
 * @param {string} url
 * @param {import('lighthouse').Config | undefined} config
 * @param {string} executablePath
 */
async function judgedLoad(url, config, executablePath) {
  const port = await freePort(undefined);
  const args = [`--remote-debugging-port=${port}`, '--disable-background-networking', ...asRoot];
  const browser = await chromium.launch({ executablePath, args, env: withKoreanLetters });
  try {
    const flags = { port, onlyCategories: categories, extraHeaders: { 'Accept-Language': 'ko' } };
    const lhr = (await lighthouse(url, flags, config))?.lhr;
    if (!lhr?.runtimeError) return lhr ?? null;
    console.log(`      ${lhr.runtimeError.code}: ${lhr.runtimeError.message}`);
  } catch (error) {
    // Its own errors, and those of a browser that went away under it.
    console.log(`      ${error instanceof Error ? error.message : error}`);
  } finally {
    await browser.close();
  }
  return null;
}

/**
 * @param {string} url
 * @param {import('lighthouse').Config | undefined} config
 * @param {string} executablePath
 * @returns {Promise<Result>}
 */
async function judgedOnce(url, config, executablePath) {
  for (let repeat = 0; repeat <= mostRepeats; repeat += 1) {
    if (repeat > 0) console.log(`      ${url} is loaded again (${repeat} of at most ${mostRepeats} times).`);
    const judged = await judgedLoad(url, config, executablePath);
    if (judged) return judged;
  }
  throw new Error(`Lighthouse could not load ${url} in ${1 + mostRepeats} attempts.`);
}

/**
 * @param {string} url
 * @param {import('lighthouse').Config | undefined} config
 * @param {string} executablePath
 * @returns {Promise<Result>} the one with the median performance
 */
async function judge(url, config, executablePath) {
  /** @type {Result[]} */
  const results = [];
  for (let run = 0; run < options.runs; run += 1) {
    results.push(await judgedOnce(url, config, executablePath));
  }
  results.sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'));
  const median = results[Math.floor(results.length / 2)];
  if (!median) throw new Error('Nothing was judged.');
  return median;
}

/**
 * @param {string} origin
 * @returns {Promise<boolean>} whether every score is high enough
 */
async function judgeAll(origin) {
  const executablePath = await findChromium(console.log);
  let allHeld = true;
  console.log(`\nload ${loadavg()[0]?.toFixed(1)}, median of ${options.runs}`);
  console.log(`  ${'page'.padEnd(34)} ${categories.map((name) => name.padStart(15)).join('')}`);
  for (const page of pages.filter((path) => path.includes(options.only))) {
    for (const [look, config] of Object.entries(looks)) {
      const result = await judge(`${origin}${page}`, config, executablePath);
      const scores = categories.map((category) => scoreOf(result, category));
      console.log(
        `  ${`${page} ${look}`.padEnd(34)} ${scores.map((score) => String(score).padStart(15)).join('')}`,
      );
      for (const fault of faults(result)) console.log(`      ${fault}`);
      allHeld &&= scores.every((score) => score >= least);
    }
  }
  console.log(allHeld ? `All at least ${least}.` : `Some are below ${least}.`);
  return allHeld;
}

/** @param {string} origin */
async function judgeAndTell(origin) {
  if (!(await judgeAll(origin))) process.exitCode = 1;
}

if (options.help) console.log(help);
else if (options.url) await judgeAndTell(options.url);
else {
  const server = await startE2eServer(console.log);
  try {
    await judgeAndTell(server.environment.APP_URL);
  } finally {
    await server.stop();
  }
}
