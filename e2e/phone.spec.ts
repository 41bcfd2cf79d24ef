import { expect, openMap, seatTapper, test } from './stage';

test('a whole purchase on a phone, with a finger @phone-only', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ rows: 20, seatsARow: 30 });
  const { page } = await enter();
  await openMap(page, scheduleId);
  await (await seatTapper(page, scheduleId))(0);
  await page.getByTestId('to-checkout').tap();
  await page.getByRole('checkbox').tap();
  await page.getByRole('button', { name: /예매 확정/ }).tap();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wider).toBe(false);
});

test('no page is wider than a phone @phone-only', async ({ enter }) => {
  const { page } = await enter();
  for (const path of [
    '/',
    '/events/after-the-last-train',
    '/schedules/1',
    '/bookings',
    '/account',
    '/no-such-page',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wider, path).toBe(false);
  }
});
