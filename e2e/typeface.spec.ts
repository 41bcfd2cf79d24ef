import { typefaceCookie, typefaceVersion } from '@/components/site/typeface';
import { expect, test } from './stage';

test('the typeface is put on once the first page stands', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator(`html[data-typeface="${typefaceVersion}"]`)).toBeAttached();
});

test('a phone reads its first page in letters of its own, and the next in the typeface, out of its cache @phone-only', async ({
  page,
  context,
}) => {
  // As a phone with Korean letters draws them: two are not alike. The machine of the test may have none.
  await page.addInitScript(() => {
    let drawn = 0;
    CanvasRenderingContext2D.prototype.getImageData = () => ({ data: [drawn++] }) as never;
  });
  await page.goto('/');
  await expect
    .poll(async () => (await context.cookies()).find(({ name }) => name === typefaceCookie)?.value)
    .toBe(typefaceVersion);
  await expect(page.locator('html[data-typeface]')).not.toBeAttached();

  await page.locator('a[href="/events/after-the-last-train"]').first().tap();
  await expect(page.locator(`html[data-typeface="${typefaceVersion}"]`)).toBeAttached();
  await page.goto('/');
  const { fromNetwork, fromCache } = await page.evaluate(async () => {
    await document.fonts.ready;
    const files = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.woff2')) as PerformanceResourceTiming[];
    const fromNetwork = files.filter(({ transferSize }) => transferSize > 0).map(({ name }) => name);
    return { fromNetwork, fromCache: files.length - fromNetwork.length };
  });
  expect(fromNetwork).toEqual([]);
  expect(fromCache).toBeGreaterThan(5);
});

test('a phone without Korean letters of its own is given the typeface on its first page @phone-only', async ({
  page,
}) => {
  await page.addInitScript(() => {
    CanvasRenderingContext2D.prototype.getImageData = () => ({ data: [0] }) as never;
  });
  await page.goto('/');
  await expect(page.locator(`html[data-typeface="${typefaceVersion}"]`)).toBeAttached();
});
