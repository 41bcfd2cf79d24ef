import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { themeCookie } from '@/components/site/theme';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyer, createTestSale, type TestSale, type TestSaleOptions } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { callApi } from './api-door';
import {
  bankFaults,
  bankKeeps,
  bankPayments,
  decide,
  goToBank,
  openCheckout,
  passChallenge,
  payButton,
} from './bank-stage';
import { expect, statusOf, test } from './stage';

const price = 154_000;
const tickets = (page: Page) => page.getByRole('heading', { name: '내 자리입니다' });
const stageOf = (page: Page) => page.getByTestId('payment');

/** A sale paid at the bank, and its organizer's account there. */
async function sellOnline(options: TestSaleOptions = {}) {
  const { userId: organizerId } = await createTestBuyer('organizer');
  const sale = await createTestSale({ paymentMethods: ['sandbox'], organizerId, ...options });
  return { sale, organizerId };
}

const bookingsOf = (sale: TestSale) => prisma().booking.findMany({ where: { scheduleId: sale.scheduleId } });

/** The bank's answers do not get through: what is approved there, the shop hears late. */
const deaf = ['get', 'capture', 'void'].map((on) => ({ on, kind: 'error' }));

/** The claim's time is over, as if everything had taken too long. */
async function runOut(sale: TestSale): Promise<void> {
  await prisma().booking.updateMany({
    where: { scheduleId: sale.scheduleId },
    data: { expiresAt: new Date() },
  });
  await expect
    .poll(async () => (await bookingsOf(sale)).map(({ status }) => status), { timeout: 20_000 })
    .toEqual(['EXPIRED']);
}

test('approved at the bank, the tickets are there; the way back leads to them and charges nothing more', async ({
  enter,
}) => {
  const { sale, organizerId } = await sellOnline();
  const { page } = await enter();
  await goToBank(page, sale, 0, 1);
  await expect(page.getByText('₩308,000')).toBeVisible();
  await decide(page, '결제 승인하기');
  await expect(tickets(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: '티켓 2장' })).toBeVisible();
  expect(await bankKeeps(organizerId)).toBe(2 * price);
  await expect.poll(() => statusOf(page, sale.scheduleId, 0)).toBe('sold');
  // The bank's page knows it is decided, and before it stands what became of the payment.
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\/bookings\/[^/]+(\?done=1)?$/);
  await expect(page.getByRole('heading', { name: '티켓 2장' })).toBeVisible();
  expect(await bankPayments(organizerId)).toHaveLength(1);
});

test('declined, then paid with another try after a challenge @phone', async ({ enter }) => {
  const { sale, organizerId } = await sellOnline();
  const { page } = await enter();
  await goToBank(page, sale, 0);
  await decide(page, '거절하기');
  await expect(stageOf(page)).toHaveAttribute('data-stage', 'declined');
  await expect(page.getByText('카드사에서 승인하지 않았습니다.')).toBeVisible();
  await expect(page.getByRole('timer')).toBeVisible();
  await page.getByRole('button', { name: '다시 결제하기' }).click();
  await passChallenge(page);
  await expect(tickets(page)).toBeVisible();
  expect((await bankPayments(organizerId)).map(({ status }) => status).sort()).toEqual([
    'captured',
    'declined',
  ]);
  expect(await bankKeeps(organizerId)).toBe(price);
});

test('who walks away is told until when, and then that the seats are free and nothing was charged', async ({
  enter,
}) => {
  const { sale, organizerId } = await sellOnline({ paymentSeconds: 8 });
  const { page } = await enter();
  await goToBank(page, sale, 0);
  await decide(page, '결정하지 않고 나가기');
  await expect(page.getByRole('heading', { name: '결제를 마쳐 주세요' })).toBeVisible();
  await expect(page.getByRole('timer')).toBeVisible();
  // No reload: the page follows.
  await expect(page.getByRole('heading', { name: '결제 시간이 지났습니다' })).toBeVisible({
    timeout: 20_000,
  });
  await expect.poll(() => statusOf(page, sale.scheduleId, 0)).toBe('available');
  expect(await bankKeeps(organizerId)).toBe(0);
  await page.goto('/bookings?tab=cancelled');
  await expect(page.getByTestId('payment-note')).toContainText('청구된 금액은 없습니다');
  await page.goto(`/checkout/${sale.scheduleId}`);
  await expect(page.getByRole('heading', { name: '잡아 둔 좌석이 없습니다' })).toBeVisible();
});

test('an approval heard of after the time, the seats still free: booked all the same', async ({ enter }) => {
  const { sale, organizerId } = await sellOnline();
  const { page } = await enter();
  await goToBank(page, sale, 0);
  await bankFaults(organizerId, deaf);
  await decide(page, '결제 승인하기');
  await expect(stageOf(page)).toBeVisible();
  await runOut(sale);
  await expect(stageOf(page)).toHaveAttribute('data-stage', 'expired');
  await expect(page.getByText('이 화면에서 결과를 알려 드립니다')).toBeVisible();
  await bankFaults(organizerId, []);
  await expect(tickets(page)).toBeVisible({ timeout: 30_000 });
  expect(await bankKeeps(organizerId)).toBe(price);
});

test('an approval heard of after the time, the seats sold to another: nothing is kept, and the page says so', async ({
  enter,
  baseURL,
}) => {
  const { sale, organizerId } = await sellOnline({ paymentMethods: ['none', 'sandbox'] });
  const { page } = await enter();
  await openCheckout(page, sale, 0);
  await page.getByRole('radio', { name: /연습 은행/ }).check();
  await payButton(page).click();
  await expect(page.getByRole('button', { name: '결제 승인하기' })).toBeVisible();
  await bankFaults(organizerId, deaf);
  await decide(page, '결제 승인하기');
  await expect(stageOf(page)).toBeVisible();
  await runOut(sale);
  const [token = ''] = await openTestSessions([await createTestBuyer()]);
  const wish = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0), payment_method: 'none' };
  await expect
    .poll(async () => (await callApi(baseURL, token, 'tickets/bookings', wish, 'k')).status)
    .toBe(201);
  await bankFaults(organizerId, []);
  await expect
    .poll(async () => (await bankPayments(organizerId)).map(({ status }) => status), { timeout: 30_000 })
    .toEqual(['voided']);
  await expect(page.getByRole('heading', { name: '결제 시간이 지났습니다' })).toBeVisible();
  await expect(page.getByText('청구된 금액은 없습니다')).toBeVisible();
  expect(await bankKeeps(organizerId)).toBe(0);
  await page.getByRole('link', { name: '좌석 다시 고르기' }).click();
  await expect(page).toHaveURL(`/schedules/${sale.scheduleId}`);
});

test('a double click and a second tab make one booking and one payment', async ({ enter }) => {
  const { sale, organizerId } = await sellOnline();
  const { page, context } = await enter();
  await openCheckout(page, sale, 0);
  const second = await context.newPage();
  await second.goto(`/checkout/${sale.scheduleId}`);
  await second.getByRole('checkbox').check();
  await payButton(page).dblclick();
  await expect(page.getByRole('button', { name: '결제 승인하기' })).toBeVisible();
  await payButton(second).click();
  await expect(second).toHaveURL(page.url());
  await decide(second, '결제 승인하기');
  await expect(tickets(second)).toBeVisible();
  // The first tab still shows the bank; there it is decided, and back at the shop it is paid.
  await decide(page, '결제 승인하기');
  await expect(tickets(page)).toBeVisible();
  expect(await bookingsOf(sale)).toHaveLength(1);
  expect(await bankPayments(organizerId)).toHaveLength(1);
  expect(await bankKeeps(organizerId)).toBe(price);
});

test('the back button at the bank leads to what can be done, and so does the checkout', async ({ enter }) => {
  const { sale, organizerId } = await sellOnline();
  const { page } = await enter();
  await goToBank(page, sale, 0);
  await page.goBack();
  await expect(page).toHaveURL(/\/bookings\/[^/]+\/payment$/);
  await expect(page.getByRole('heading', { name: '결제를 마쳐 주세요' })).toBeVisible();
  await page.goto(`/schedules/${sale.scheduleId}`);
  await expect(page.getByRole('link', { name: '결제하기' })).toBeVisible();
  await page.goto(`/checkout/${sale.scheduleId}`);
  await page.getByRole('link', { name: '결제 이어서 하기' }).click();
  await page.getByTestId('continue').click();
  await decide(page, '결제 승인하기');
  await expect(tickets(page)).toBeVisible();
  expect(await bookingsOf(sale)).toHaveLength(1);
  expect(await bankKeeps(organizerId)).toBe(price);
});

test('an unpaid booking stands in my bookings with its time, and can be given up', async ({ enter }) => {
  const { sale, organizerId } = await sellOnline();
  const { page } = await enter();
  await goToBank(page, sale, 0);
  await page.goto('/bookings');
  await expect(page.getByTestId('payment-note').getByRole('timer')).toBeVisible();
  await page.getByRole('link', { name: '결제하기' }).click();
  await page.getByRole('button', { name: '예매 포기' }).click();
  await page.getByRole('button', { name: '포기하기' }).click();
  await expect(page.getByRole('heading', { name: '취소된 예매입니다' })).toBeVisible();
  await expect.poll(() => statusOf(page, sale.scheduleId, 0)).toBe('available');
  await expect
    .poll(async () => (await bankPayments(organizerId)).map(({ status }) => status))
    .not.toContain('requires_approval');
  expect(await bankKeeps(organizerId)).toBe(0);
});

test('a bank that is out of reach is told, asked again, and then paid', async ({ enter }) => {
  const { sale, organizerId } = await sellOnline();
  await bankFaults(organizerId, [{ on: 'create', kind: 'error' }]);
  const { page } = await enter();
  await openCheckout(page, sale, 0);
  await payButton(page).click();
  await expect(stageOf(page)).toHaveAttribute('data-stage', 'starting');
  await expect(page.getByText('아직 청구된 금액은 없습니다')).toBeVisible();
  await bankFaults(organizerId, []);
  // By itself.
  await expect(page.getByRole('button', { name: '결제 승인하기' })).toBeVisible({ timeout: 30_000 });
  await decide(page, '결제 승인하기');
  await expect(tickets(page)).toBeVisible();
  expect(await bankKeeps(organizerId)).toBe(price);
});

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the pages of a purchase, ${theme}`, async ({ enter, baseURL }) => {
    test.slow();
    const { sale } = await sellOnline({ paymentMethods: ['none', 'sandbox'] });
    const { page, context } = await enter();
    await context.addCookies([{ name: themeCookie, value: theme, url: baseURL ?? '' }]);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 780 });
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    };
    await openCheckout(page, sale, 0);
    await page.getByRole('radio', { name: /연습 은행/ }).check();
    await look();
    await payButton(page).click();
    await decide(page, '결정하지 않고 나가기');
    await expect(stageOf(page)).toHaveAttribute('data-stage', 'to_approve');
    await page.getByRole('button', { name: '예매 포기' }).click();
    await look();
    await page.getByTestId('continue').click();
    await decide(page, '거절하기');
    await expect(stageOf(page)).toHaveAttribute('data-stage', 'declined');
    await look();
    await page.goto('/bookings');
    await expect(page.getByTestId('payment-note')).toBeVisible();
    await look();
    await page.goto(`/checkout/${sale.scheduleId}`);
    await look();
    await runOut(sale);
    const [booking] = await bookingsOf(sale);
    await page.goto(`/bookings/${booking?.code}/payment`);
    await expect(stageOf(page)).toHaveAttribute('data-stage', 'expired');
    await look();
    await page.goto(`/bookings/${booking?.code}`);
    await expect(page.getByTestId('payment-note')).toBeVisible();
    await look();
  });
}
