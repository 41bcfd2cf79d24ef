import AxeBuilder from '@axe-core/playwright';
import { themeCookie } from '@/components/site/theme';
import { expect, openMap, test } from './stage';

test('a whole purchase with the keyboard alone', async ({ sell, enter }) => {
  const { scheduleId } = await sell();
  const { page } = await enter();
  await openMap(page, scheduleId);
  await page.getByTestId('list-toggle').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('row-1열').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('seat-0').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('seat-1')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-1')).toBeVisible();
  await page.getByTestId('to-checkout').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /예매 확정/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
});

const open = ['/', '/events/after-the-last-train', '/schedules/1', '/sign-in', '/sign-up', '/no-such-page'];
const mailedLinks = [
  '/forgot-password',
  '/reset-password?token=a-token-of-a-mailed-link',
  '/verify-address?token=a-token-of-a-mailed-link',
];
const signedIn = ['/bookings', '/account', '/checkout/1', '/schedules/1'];

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on any page, ${theme}`, async ({ browser, baseURL, enter }) => {
    test.slow();
    const stranger = await browser.newContext({ baseURL, colorScheme: theme });
    const visitor = await enter();
    for (const context of [stranger, visitor.context]) {
      await context.addCookies([{ name: themeCookie, value: theme, url: baseURL ?? '' }]);
    }
    await visitor.page.emulateMedia({ colorScheme: theme });
    const pages = [
      { page: await stranger.newPage(), paths: [...open, ...mailedLinks] },
      { page: visitor.page, paths: signedIn },
    ];
    for (const { page, paths } of pages) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const path of paths) {
        await page.goto(path);
        await expect(page.getByRole('main')).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        if (path.startsWith('/schedules')) {
          await expect(page.getByTestId('picker')).toHaveAttribute('data-ready', 'true');
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    }
    await stranger.close();
  });
}
