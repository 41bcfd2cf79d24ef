import { expect, test } from './stage';

test('a search moves within the site, can be shared as a link and works without scripts', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.getByRole('searchbox').last().fill('Mahler');
  await page.getByRole('searchbox').last().press('Enter');
  await expect(page).toHaveURL(/[?&]q=Mahler/);
  await expect(page.locator('a[href="/events/mahler-five"]').first()).toBeVisible();
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);

  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto('/events/mahler-five');
  await still.getByRole('searchbox').fill('candles');
  await still.getByRole('searchbox').press('Enter');
  await expect(still).toHaveURL(/[?&]q=candles/);
  await expect(still.locator('a[href^="/events/"]')).toHaveCount(1);
  await context.close();
});
