import { prisma } from '@/lib/postgres/client';
import { expect, openMap, seatClicker, statusOf, test } from './stage';

test('from the home page to a confirmed booking in six clicks', async ({ enter }) => {
  const { page } = await enter();
  let clicks = 0;
  await page.exposeFunction('countClick', () => {
    clicks += 1;
  });
  await page.addInitScript(() => {
    const count = (window as unknown as { countClick: () => void }).countClick;
    addEventListener('pointerdown', () => count(), true);
  });
  await page.goto('/');
  await page
    .getByRole('link', { name: /막차 이후/ })
    .first()
    .click();
  await page.getByRole('link', { name: '좌석 고르기' }).first().click();
  await expect(page.getByTestId('picker')).toHaveAttribute('data-ready', 'true');
  const free = await (await page.request.get('/api/v1/schedules/1/seats?status=available&limit=1')).json();
  const place = free.data.seats[0].place;
  await (await seatClicker(page, '1'))(place);
  await expect(page.getByTestId(`chosen-${place}`)).toBeVisible();
  await page.getByTestId('to-checkout').click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /예매 확정/ }).click();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(6);
});

test('a double click on confirm makes one booking', async ({ sell, enter }) => {
  const { scheduleId } = await sell();
  const { page } = await enter();
  await openMap(page, scheduleId);
  await (await seatClicker(page, scheduleId))(0);
  await page.getByTestId('to-checkout').click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /예매 확정/ }).dblclick();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  expect(await prisma().booking.count({ where: { scheduleId } })).toBe(1);
  // "Back" must not lead to a checkout of a hold that is gone, nor book again.
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/schedules/${scheduleId}`));
  // The map out of the history knows of the booking.
  await page.getByTestId('list-toggle').click();
  await page.getByTestId('row-1열').click();
  await expect(page.getByTestId('seat-0')).toHaveAttribute('data-status', 'mine');
  await page.getByTestId('seat-0').click();
  await expect(page.getByTestId('notice')).toContainText('이미 예매하신 좌석');
});

test('the way back from checkout and a reload keep the hold, and a second tab shows it too', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell();
  const { page, context } = await enter();
  await openMap(page, scheduleId);
  await (await seatClicker(page, scheduleId))(3);
  await expect(page.getByTestId('chosen-3')).toBeVisible();
  await page.getByTestId('to-checkout').click();
  await expect(page.getByRole('checkbox')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('chosen-3')).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('chosen-3')).toBeVisible();
  await expect(page.getByTestId('hold-countdown')).toBeVisible();
  const second = await context.newPage();
  await openMap(second, scheduleId);
  await expect(second.getByTestId('chosen-3')).toBeVisible();
  await second
    .getByTestId('chosen-3')
    .getByRole('button', { name: /내려놓기/ })
    .click();
  await expect(second.getByTestId('chosen-3')).toHaveCount(0);
  await expect(page.getByTestId('chosen-3')).toHaveCount(0);
});

test('what a second tab adds once a checkout is shown is not booked with it, and can be booked after it', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell();
  const { page, context } = await enter();
  await openMap(page, scheduleId);
  await (await seatClicker(page, scheduleId))(3);
  const begun = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByTestId('to-checkout').click();
  await page.getByRole('checkbox').check();
  await begun;
  const second = await context.newPage();
  await openMap(second, scheduleId);
  await (await seatClicker(second, scheduleId))(4);
  await expect(second.getByTestId('chosen-4')).toBeVisible();
  await expect.poll(() => statusOf(second, scheduleId, 4)).toBe('mine');
  await page.getByRole('button', { name: /예매 확정/ }).click();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();

  await second.goto(`/checkout/${scheduleId}`);
  await second.getByRole('checkbox').check();
  await second.getByRole('button', { name: /예매 확정/ }).click();
  await expect(second.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  const booked = await prisma().booking.findMany({ where: { scheduleId }, include: { seats: true } });
  expect(booked.map(({ seats }) => seats.map(({ place }) => place)).sort()).toEqual([[3], [4]]);
});

test('a seat that was still on its way when the checkout was made is shown there', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell();
  const { page, context } = await enter();
  await openMap(page, scheduleId);
  await (await seatClicker(page, scheduleId))(3);
  await expect.poll(() => statusOf(page, scheduleId, 3)).toBe('mine');
  const second = await context.newPage();
  await openMap(second, scheduleId);
  // The checkout's first call waits until the other tab's seat is held.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/checkout/${scheduleId}`, async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await page.getByTestId('to-checkout').click();
  await expect(page.getByRole('checkbox')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('₩308,000');
  await (await seatClicker(second, scheduleId))(4);
  await expect.poll(() => statusOf(second, scheduleId, 4)).toBe('mine');
  release();
  await expect(page.getByRole('main')).toContainText('₩308,000');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /예매 확정/ }).click();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  const booked = await prisma().booking.findMany({ where: { scheduleId }, include: { seats: true } });
  expect(booked.map(({ seats }) => seats.map(({ place }) => place).sort())).toEqual([[3, 4]]);
});

test('a booking is cancelled after its fee was shown, and the seat is free again', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell();
  const { page } = await enter();
  await openMap(page, scheduleId);
  await (await seatClicker(page, scheduleId))(0);
  await page.getByTestId('to-checkout').click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /예매 확정/ }).click();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  await page.goto('/bookings');
  await page.getByRole('button', { name: /예매 취소/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('₩154,000')).toBeVisible();
  await dialog.getByRole('button', { name: '취소하기' }).click();
  await expect(page.getByText(/예매를 취소했습니다/)).toBeVisible();
  await expect.poll(() => statusOf(page, scheduleId, 0)).toBe('available');
});
