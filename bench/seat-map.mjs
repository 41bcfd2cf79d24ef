// The seat map of an 80,000-seat hall in a real Chromium, phone viewport, CPU throttled: node bench/seat-map.mjs
// BENCH_URL and BENCH_SCHEDULE measure a server that runs already; BENCH_THROTTLE is the slowdown (4).
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { findChromium } from '../scripts/browser.mjs';
import { bundleOptions, root } from '../scripts/bundle.mjs';
import { startE2eServer } from '../scripts/e2e-server.mjs';
import { runProgram } from '../scripts/programs.mjs';

const throttle = Number(process.env.BENCH_THROTTLE ?? 4);
const loads = Number(process.env.BENCH_LOADS ?? 5);
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2.5,
  isMobile: true,
  hasTouch: true,
};
const goals = { clickable: 2000, frame: 16, paint: 100, script: 150_000 };

/** @typedef {import('playwright').BrowserContext} BrowserContext */
/** @typedef {import('playwright').CDPSession} CDPSession */

/**
 * @param {number[]} values
 * @param {number} share
 */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param {Record<string, string>} environment */
async function storeHall(environment) {
  const { build, stop } = await import('esbuild');
  const outfile = join(root, 'dist', 'seat-map-hall.mjs');
  await build({
    ...bundleOptions('seed'),
    entryPoints: ['bench/seat-map-hall.ts'],
    outfile,
    sourcemap: false,
  });
  await stop();
  const { succeeded, output } = await runProgram(process.execPath, [outfile], { environment });
  if (!succeeded) throw new Error(output);
  return output.trim().split('\n').at(-1);
}

/**
 * Opens the map in a fresh browser context (nothing cached) and waits until a seat can be tapped.
 * @param {import('playwright').Browser} browser
 * @param {string} url
 */
async function open(browser, url) {
  const context = await browser.newContext(phone);
  await signUp(context, new URL(url).origin);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.addInitScript({ path: join(root, 'bench/seat-map-watch.js') });
  /** @type {Promise<Buffer>[]} */
  const scripts = [];
  page.on('response', (answer) => {
    if (/\.js(\?|$)/.test(answer.url())) scripts.push(answer.body().catch(() => Buffer.alloc(0)));
  });
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector('html[data-bench-ready]', { timeout: 60_000 });
  return {
    context,
    page,
    session,
    scripts,
    ready: Number(await page.locator('html').getAttribute('data-bench-ready')),
  };
}

/**
 * A buyer of its own, so that a tap holds a seat instead of asking to sign in.
 * @param {BrowserContext} context
 * @param {string} origin
 */
async function signUp(context, origin) {
  const data = { email: `${randomUUID()}@example.com`, password: 'correct horse battery', name: 'Bench' };
  const answer = await context.request.post(`${origin}/api/v1/auth/sign-up`, { data, headers: { origin } });
  if (!answer.ok()) throw new Error(await answer.text());
}

/**
 * Drags with a finger in circles.
 * @param {CDPSession} session
 * @param {number} x
 * @param {number} y
 * @param {number} steps
 */
async function drag(session, x, y, steps) {
  const at = (/** @type {number} */ step) => [
    { x: x + Math.sin(step / 6) * 110, y: y + Math.cos(step / 6) * 90 },
  ];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= steps; step += 1) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/**
 * Spreads two fingers and brings them together again.
 * @param {CDPSession} session
 * @param {number} x
 * @param {number} y
 * @param {number} steps
 */
async function pinch(session, x, y, steps) {
  const at = (/** @type {number} */ step) => {
    const apart = 40 + 90 * Math.abs(Math.sin((step / steps) * Math.PI));
    return [
      { x: x - apart, y, id: 0 },
      { x: x + apart, y, id: 1 },
    ];
  };
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= steps; step += 1) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** @param {{ page: import('playwright').Page, session: CDPSession }} opened */
async function moveAbout({ page, session }) {
  const box = await page.getByTestId('seat-map').boundingBox();
  if (!box) throw new Error('There is no map.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    const { benchSeen } = /** @type {any} */ (globalThis);
    benchSeen.frames.length = 0;
    benchSeen.paints.clear();
  });
  const still = () => page.waitForSelector('[data-testid=seat-map][data-settled=true]');
  for (let nearer = 0; nearer < 4; nearer += 1) {
    await drag(session, x, y, 60);
    await still();
    await pinch(session, x, y, 40);
    await still();
    await page.getByTestId('seat-map').focus();
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', '+']) {
      await page.keyboard.press(key);
      await still();
    }
    await page.touchscreen.tap(x, y);
    await still();
  }
  /** @type {{ frames: number[], paints: number[] }} */
  const seen = await page.evaluate(() => {
    const { benchSeen } = /** @type {any} */ (globalThis);
    return { frames: benchSeen.frames, paints: [...benchSeen.paints.values()] };
  });
  return seen;
}

/**
 * @param {string} name
 * @param {number} value
 * @param {number | null} goal
 * @param {string} unit
 */
function row(name, value, goal, unit) {
  const held =
    goal === null ? '' : `   goal ${goal.toLocaleString('en')} ${unit}: ${value < goal ? 'held' : 'MISSED'}`;
  console.log(
    `  ${name.padEnd(44)} ${value.toLocaleString('en', { maximumFractionDigits: 1 }).padStart(9)} ${unit}${held}`,
  );
}

/** @param {string} url */
async function measure(url) {
  const executablePath = await findChromium(console.log);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    /** @type {number[]} */
    const ready = [];
    for (let load = 0; load < loads; load += 1) {
      const opened = await open(browser, url);
      ready.push(opened.ready);
      await opened.context.close();
    }
    const opened = await open(browser, url);
    const { frames, paints } = await moveAbout(opened);
    const scripts = await Promise.all(opened.scripts);
    const zipped = scripts.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
    console.log(
      `\n80,000 seats, ${cpus()[0]?.model.trim()} slowed ${throttle}×, 390 × 844 at 2.5, ${browser.version()}`,
    );
    row('a seat can be tapped after, median', quantile(ready, 0.5), goals.clickable, 'ms');
    row(`… worst of ${loads}`, Math.max(...ready), null, 'ms');
    row(`scripts a frame while moving, median of ${frames.length}`, quantile(frames, 0.5), goals.frame, 'ms');
    row('… p95', quantile(frames, 0.95), null, 'ms');
    row(`interaction to next paint, median of ${paints.length}`, quantile(paints, 0.5), null, 'ms');
    row('… p95', quantile(paints, 0.95), goals.paint, 'ms');
    row(`JavaScript of the page, gzip, ${scripts.length} files`, zipped, goals.script, 'B');
  } finally {
    await browser.close();
  }
}

const { BENCH_URL, BENCH_SCHEDULE } = process.env;
if (BENCH_URL && BENCH_SCHEDULE) await measure(`${BENCH_URL}/schedules/${BENCH_SCHEDULE}`);
else {
  const server = await startE2eServer(console.log);
  try {
    await measure(`${server.environment.APP_URL}/schedules/${await storeHall(server.environment)}`);
  } finally {
    await server.stop();
  }
}
