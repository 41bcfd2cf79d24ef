import type { Page } from 'playwright/test';
import { themeCookie } from '@/components/site/theme';
import { typefaceCookie, typefaceVersion } from '@/components/site/typeface';
import { sellHall, viewHalls } from './seat-map-halls';
import { expect, openMap, test } from './stage';

// The canvas is drawn by the machine's own CPU and fonts come with the page, so that the pictures are alike on every Linux.
test.use({
  viewport: { width: 760, height: 560 },
  deviceScaleFactor: 1,
  contextOptions: { reducedMotion: 'reduce' },
});

// skipped: the reference pictures were drawn on Linux; other systems smooth letters and edges differently
test.skip(process.platform !== 'linux', 'the reference pictures were drawn on Linux');

/** Comes nearer by key, and waits until nothing moves. */
async function nearer(page: Page, steps: number): Promise<void> {
  const map = page.getByTestId('seat-map');
  for (let step = 0; step < steps; step += 1) {
    await map.press('+');
    await expect(map).toHaveAttribute('data-settled', 'true');
  }
  await map.blur();
}

/** How often one comes nearer from the whole hall until the seats have their shapes. */
const stepsNearer = { house: 1, field: 3, ground: 5 };

for (const [hall, plan] of Object.entries(viewHalls)) {
  for (const theme of ['dark', 'light'] as const) {
    test(`the map looks as it should: ${hall}, ${theme}`, async ({ page, context, baseURL }) => {
      const scheduleId = await sellHall(plan);
      const url = baseURL ?? '';
      await context.addCookies([
        { name: themeCookie, value: theme, url },
        { name: typefaceCookie, value: typefaceVersion, url },
      ]);
      await openMap(page, scheduleId);
      await page.evaluate(() => document.fonts.ready);
      for (const [zoom, steps] of [
        ['whole', 0],
        ['near', stepsNearer[hall as keyof typeof viewHalls]],
        ['nearest', 2],
      ] as const) {
        await nearer(page, steps);
        await expect(page.getByTestId('seat-map')).toHaveScreenshot(`${hall}-${theme}-${zoom}.png`, {
          // Font and edge smoothing differ a little from machine to machine; a cross drawn smaller is already more.
          maxDiffPixelRatio: 0.001,
          threshold: 0.12,
        });
      }
    });
  }
}
