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
    '/forgot-password',
    '/reset-password?token=a-token-of-a-mailed-link',
    '/no-such-page',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wider, path).toBe(false);
  }
});

test('told that the session has ended, the map keeps its title in sight and its foot in the window @phone-only', async ({
  sell,
  enter,
  enterAgain,
}) => {
  const { scheduleId } = await sell();
  const visitor = await enter();
  await enterAgain(visitor);
  const { page } = visitor;
  await openMap(page, scheduleId);
  await expect(page.getByText('다른 곳에서 로그인하여')).toBeVisible();
  await page.mouse.wheel(0, 500);
  const [head, title, tray] = await Promise.all(
    [page.getByRole('banner'), page.getByRole('heading', { level: 1 }), page.getByTestId('tray')].map(
      (part) => part.boundingBox(),
    ),
  );
  expect(title?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0));
  expect((tray?.y ?? 0) + (tray?.height ?? 0)).toBeLessThanOrEqual(780);
});
