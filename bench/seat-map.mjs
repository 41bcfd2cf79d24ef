// `npm run bench:map`: the seat map of an 80,000-seat hall in a real Chromium, as a phone with a slowed CPU has it.
import '../scripts/node-version.mjs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

await import('../scripts/installed.mjs');
const { chromium } = await import('playwright');
const { findChromium } = await import('../scripts/browser.mjs');
const { bundleOptions, root } = await import('../scripts/bundle.mjs');
const { startE2eServer } = await import('../scripts/e2e-server.mjs');
const { Failure, runCommand } = await import('../scripts/failure.mjs');
const { runProgram } = await import('../scripts/programs.mjs');
const { readArguments, wholeNumber } = await import('../scripts/read-arguments.mjs');
const { quantile } = await import('../scripts/stampede/progress.mjs');
const { withKoreanLetters } = await import('./korean-letters.mjs');
const { spread } = await import('./rig/paired.mjs');
const { moveAbout } = await import('./seat-map-moves.mjs');
const { filesOf, openMap } = await import('./seat-map-page.mjs');

const help = `npm run bench:map: builds, starts stores and a production server of its own, puts a stadium of 80,000 seats on sale
there, opens its map in a real Chromium as a phone with a slowed CPU, and prints how soon a seat can be tapped, what moving
about costs, and how much came over the line until then. Under 3 minutes; the quieter the machine, the truer.

  --throttle N      how much slower the CPU is (4)
  --loads N         how often the map is opened anew, with nothing cached (5)
  --url URL --schedule ID
                    measure a server that runs already (it needs RATE_LIMITS=off)`;

const goals = { clickable: 2000, frame: 16, paint: 100, script: 150_000 };

const options = await runCommand(async () => {
  const { values } = readArguments({
    options: {
      throttle: { type: 'string', default: '4' },
      loads: { type: 'string', default: '5' },
      url: { type: 'string' },
      schedule: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const throttle = wholeNumber('throttle', values.throttle, 1, 100);
  return { ...values, throttle, loads: wholeNumber('loads', values.loads, 1, 1000) };
});

/**
 * @param {Record<string, string>} environment
 * @returns {Promise<string>} the schedule's id
 */
async function storeHall(environment) {
  const { build, stop } = await import('esbuild');
  const outfile = join(root, 'dist', 'seat-map-hall.mjs');
  const entryPoints = ['bench/seat-map-hall.ts'];
  await build({ ...bundleOptions('seed'), entryPoints, outfile, sourcemap: false });
  await stop();
  const { succeeded, output } = await runProgram(process.execPath, [outfile], { environment });
  if (!succeeded) throw new Error(output);
  return output.trim().split('\n').at(-1) ?? '';
}

/**
 * @param {string} name
 * @param {number} value
 * @param {string} unit
 * @param {number} [goal]
 */
function row(name, value, unit, goal) {
  const shown = value.toLocaleString('en', { maximumFractionDigits: 1 }).padStart(9);
  const held =
    goal === undefined ? '' : `   goal ${goal.toLocaleString('en')}: ${value < goal ? 'held' : 'MISSED'}`;
  console.log(`  ${name.padEnd(46)} ${shown} ${unit}${held}`);
}

/** @param {Awaited<ReturnType<typeof filesOf>>} files */
function tellFiles(files) {
  const sum = (/** @type {typeof files} */ some, /** @type {'zipped' | 'sent'} */ size) =>
    some.reduce((total, file) => total + file[size], 0);
  const scripts = files.filter(({ kind }) => kind === 'script');
  const [before, after] = [scripts.filter(({ late }) => !late), scripts.filter(({ late }) => late)];
  row(`JavaScript until then, gzip, ${before.length} files`, sum(before, 'zipped'), 'B', goals.script);
  row('… as it was sent (brotli, without headers)', sum(before, 'sent'), 'B');
  row(`JavaScript after that, gzip, ${after.length} files`, sum(after, 'zipped'), 'B');
  const hall = files.filter(({ kind }) => kind === 'hall');
  row("the hall's picture, gzip", sum(hall, 'zipped'), 'B');
  row('… as it was sent (brotli)', sum(hall, 'sent'), 'B');
}

/** The middle, and what 19 of 20 stay below. @param {number[]} numbers */
function middleAndP95(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: spread(sorted).median, p95: quantile(sorted, 0.95) };
}

/** @param {string} url */
async function measure(url) {
  const { throttle, loads } = options;
  const executablePath = await findChromium(console.log);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args, env: withKoreanLetters });
  try {
    /** @type {number[]} */
    const ready = [];
    for (let load = 0; load < loads; load += 1) {
      const opened = await openMap(browser, url, throttle);
      ready.push(opened.ready);
      await opened.context.close();
    }
    const opened = await openMap(browser, url, throttle);
    const files = await filesOf(opened.page);
    const { frames, paints } = await moveAbout(opened);
    if (frames.length === 0 || paints.length === 0) throw new Failure('Moving about was not seen.');
    const [tapped, moved, painted] = [spread(ready), middleAndP95(frames), middleAndP95(paints)];
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim()} slowed ${throttle}×`;
    const load = loadavg().map((average) => average.toFixed(1));
    console.log(
      `\n80,000 seats, ${machine}, 390 × 844 at 2.5, Chromium ${browser.version()}, load ${load.join(' ')}`,
    );
    row('a seat can be tapped after, median', tapped.median, 'ms', goals.clickable);
    row('… best', tapped.least, 'ms');
    row(`… worst of ${loads}`, tapped.most, 'ms');
    row(`scripts a frame while moving, median of ${frames.length}`, moved.median, 'ms', goals.frame);
    row('… p95', moved.p95, 'ms');
    row(`interaction to next paint, median of ${paints.length}`, painted.median, 'ms');
    row('… p95', painted.p95, 'ms', goals.paint);
    tellFiles(files);
  } finally {
    await browser.close();
  }
}

async function main() {
  if (options.help) return console.log(help);
  if (options.url && options.schedule) return measure(`${options.url}/schedules/${options.schedule}`);
  const server = await startE2eServer(console.log);
  try {
    await measure(`${server.environment.APP_URL}/schedules/${await storeHall(server.environment)}`);
  } finally {
    await server.stop();
  }
}

await runCommand(main);
