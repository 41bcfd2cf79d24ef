import type { Page } from 'playwright/test';
import { anchorOf } from '@/components/seat-map/area-shapes';
import { prisma } from '@/lib/postgres/client';
import { expect, hallOf, openMap, test } from './stage';

/** Clicks a standing area on the canvas itself, as a mouse does. */
async function clickArea(page: Page, scheduleId: string, area: number) {
  const { standing, areas } = await hallOf(page, scheduleId);
  const anchor = anchorOf((standing[area]?.shapes ?? []).flatMap((index) => areas[index] ?? []));
  const map = page.getByTestId('seat-map');
  await expect(map).toHaveAttribute('data-settled', 'true');
  const box = await map.boundingBox();
  const read = async (name: string) => Number(await map.getAttribute(`data-${name}`));
  const [scale, x, y] = [await read('scale'), await read('x'), await read('y')];
  await page.mouse.click((box?.x ?? 0) + anchor.x * scale + x, (box?.y ?? 0) + anchor.y * scale + y);
}

/** From the map to the booking's page, with what is chosen. */
async function pay(page: Page) {
  await page.getByTestId('to-checkout').click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /예매 확정/ }).click();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
}

async function entriesOf(scheduleId: string) {
  const rows = await prisma().bookingArea.findMany({
    where: { scheduleId, area: 0, live: true },
    orderBy: { entryNumber: 'asc' },
    include: { booking: { include: { buyer: true } } },
  });
  return rows.map(({ entryNumber, booking }) => [entryNumber, booking.buyer.email]);
}

test('two browsers buy places of a standing area: each sees the other take them, numbers go by order', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell({ areas: [6], seatLimit: 4 });
  const [one, two] = [await enter(), await enter()];
  const [oneCard, twoCard] = [one.page.getByTestId('area-card'), two.page.getByTestId('area-card')];
  for (const { page } of [one, two]) {
    await openMap(page, scheduleId);
    await clickArea(page, scheduleId, 0);
    await expect(page.getByTestId('area-card')).toContainText('6자리 남음');
  }

  // A tap on a number holds that many at once, and the other browser hears of it.
  await one.page.getByTestId('stand-0-4').click();
  await expect(one.page.getByTestId('chosen-area-0')).toContainText('4');
  await expect(twoCard).toContainText('2자리 남음');
  await expect(two.page.getByTestId('stand-0-2')).toBeVisible();
  await expect(two.page.getByTestId('stand-0-3')).toHaveCount(0);
  await two.page.getByTestId('stand-0-2').click();
  await expect(oneCard).toContainText('남은 자리 없음');

  // Fewer, after all: they are free for the other at once.
  await one.page.getByTestId('stand-0-2').click();
  await expect(twoCard).toContainText('2자리 남음');

  await pay(two.page);
  await expect(two.page.getByText('입장번호 1', { exact: true }).first()).toBeVisible();
  await expect(two.page.getByText('입장번호 2', { exact: true }).first()).toBeVisible();
  await pay(one.page);
  await expect(one.page.getByText('입장번호 3', { exact: true }).first()).toBeVisible();
  await expect(one.page.getByText('입장번호 4', { exact: true }).first()).toBeVisible();
  expect(await entriesOf(scheduleId)).toEqual([
    [1, two.email],
    [2, two.email],
    [3, one.email],
    [4, one.email],
  ]);
  await one.page.goto('/bookings');
  await expect(one.page.getByRole('main')).toContainText('3, 4');
});

test('the last places: who comes too late is told so, and the map knows', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ areas: [2], seatLimit: 4 });
  const [one, two] = [await enter(), await enter()];
  for (const { page } of [one, two]) {
    await openMap(page, scheduleId);
    await clickArea(page, scheduleId, 0);
  }
  // The second one's wish is on its way while the first one's is granted.
  let grant = () => {};
  const granted = new Promise<void>((resolve) => {
    grant = resolve;
  });
  await two.page.route('**/*', async (route) => {
    if (route.request().method() === 'POST') await granted;
    await route.continue();
  });
  await two.page.getByTestId('stand-0-2').click();
  await one.page.getByTestId('stand-0-2').click();
  const schedule = () => one.page.request.get(`/api/v1/schedules/${scheduleId}`);
  await expect.poll(async () => (await (await schedule()).json()).data.areas[0].available).toBe(0);
  grant();
  await expect(two.page.getByTestId('notice')).toBeVisible();
  await expect(two.page.getByTestId('chosen-area-0')).toHaveCount(0);
  await expect(two.page.getByTestId('area-card')).toContainText('남은 자리 없음');
  await expect(one.page.getByTestId('chosen-area-0')).toHaveCount(1);
});

test('places of a standing area are bought with the keyboard alone', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ areas: [10] });
  const { page } = await enter();
  await openMap(page, scheduleId);
  await page.getByTestId('list-toggle').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('list-area-0').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('list-area-0')).toHaveAttribute('aria-expanded', 'true');
  await page.getByTestId('stand-0-3').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('stand-0-3')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('chosen-area-0')).toContainText('3');
  // Pressed again, the number puts the places back.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-area-0')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByTestId('stand-0-2')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('chosen-area-0')).toContainText('2');
  await page.getByTestId('to-checkout').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /예매 확정/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  await expect(page.getByText('입장번호 2', { exact: true }).first()).toBeVisible();
});

test('a place held on the phone is one tap away from the number, and counted for the other @phone-only', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell({ areas: [5], seatLimit: 4 });
  const [one, two] = [await enter(), await enter()];
  for (const { page } of [one, two]) {
    await openMap(page, scheduleId);
    await page.getByTestId('list-toggle').click();
    await page.getByTestId('list-area-0').click();
  }
  await one.page.getByTestId('stand-0-1').tap();
  await expect(one.page.getByTestId('chosen-area-0')).toBeVisible();
  await expect(two.page.getByTestId('list-area-0')).toContainText('4자리 남음');
});
