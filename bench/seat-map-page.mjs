import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../scripts/bundle.mjs';

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2.5,
  isMobile: true,
  hasTouch: true,
};

/** @typedef {import('playwright').Page} Page */

/**
 * Opens the map in a fresh browser context (nothing cached) and waits until a seat can be tapped.
 * @param {import('playwright').Browser} browser
 * @param {string} url
 * @param {number} throttle how much slower the CPU is
 */
export async function openMap(browser, url, throttle) {
  const context = await browser.newContext(phone);
  await signUp(context, new URL(url).origin);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.addInitScript({ path: join(root, 'bench/seat-map-watch.js') });
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector('html[data-bench-ready]', { timeout: 60_000 });
  const ready = Number(await page.locator('html').getAttribute('data-bench-ready'));
  return { context, page, session, ready };
}

/**
 * A buyer of its own, so that a tap holds a seat instead of asking to sign in.
 * @param {import('playwright').BrowserContext} context
 * @param {string} origin
 */
async function signUp(context, origin) {
  const data = { email: `${randomUUID()}@example.com`, password: 'correct horse battery', name: 'Bench' };
  const answer = await context.request.post(`${origin}/api/v1/auth/sign-up`, { data, headers: { origin } });
  if (!answer.ok()) throw new Error(await answer.text());
}

/**
 * Scripts and the hall's picture, as the browser itself counts them once all are there: what was sent, the
 * same as gzip, and whether it was asked for only after a seat could be tapped.
 * @param {Page} page
 */
export async function filesOf(page) {
  // The last to come: it is in the chunk that is asked for when the map stands.
  await page.waitForSelector('[data-testid=notice]', { state: 'attached' });
  const files = await page.evaluate(() => {
    const { benchSeen } = /** @type {any} */ (globalThis);
    const loaded = performance.getEntriesByType('resource');
    return /** @type {PerformanceResourceTiming[]} */ (loaded).map((file) => ({
      url: file.name,
      sent: file.encodedBodySize,
      late: file.startTime > benchSeen.readyAt,
    }));
  });
  const kindOf = (/** @type {string} */ url) =>
    /\.js(\?|$)/.test(url) ? 'script' : /\/plans\/[^/]+\/hall/.test(url) ? 'hall' : null;
  return Promise.all(
    files.map(async ({ url, sent, late }) => {
      const kind = kindOf(url);
      const body = kind && (await (await page.request.get(url)).body());
      return { url, kind, sent, late, zipped: body ? gzipSync(body, { level: 9 }).length : 0 };
    }),
  );
}
