import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { usualSettings } from '@/lib/domain/waiting-room';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyers, type TestSale } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { callApi } from './api-door';
import { expect, openMap, seatClicker, test, type Visitor } from './stage';

/** Sells every seat of a small hall to somebody with a token; answers how to give one back. */
async function sellOut(origin: string | undefined, sale: TestSale) {
  const [owner] = await createTestBuyers(1);
  const [token = ''] = owner ? await openTestSessions([owner]) : [];
  const codes: string[] = [];
  for (let place = 0; place < sale.seatCount; place += 1) {
    const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(place) };
    const { data } = (await callApi(origin, token, 'tickets/bookings', body, `book ${place}`)).body;
    codes.push((data as { code: string }).code);
  }
  return async (place: number) => {
    const path = `tickets/bookings/${codes[place]}/cancel`;
    expect((await callApi(origin, token, path, {}, `cancel ${place}`)).status).toBe(200);
  };
}

/** Stands by for a seat on the map, by the notice that says it is taken. */
async function standBy({ page }: Visitor, scheduleId: string, place: number) {
  await openMap(page, scheduleId);
  await (await seatClicker(page, scheduleId))(place);
  await page.getByTestId('stand-by').click();
  await expect(page.getByTestId('notice')).toContainText('줄을 섰습니다');
}

async function confirmCheckout(page: Page) {
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /예매 확정/ }).click();
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
}

test('two in line for a sold seat: the first is offered it on the map, hands it on, the second books it', async ({
  sell,
  enter,
  baseURL,
}) => {
  const sale = await sell({ rows: 1, seatsARow: 4, seatLimit: 4 });
  const { scheduleId } = sale;
  const free = await sellOut(baseURL, sale);
  const [one, two] = [await enter(), await enter()];
  await standBy(one, scheduleId, 2);
  await expect(one.page.getByTestId('notice')).toContainText('맨 앞에 계십니다');
  await standBy(two, scheduleId, 2);
  await expect(two.page.getByTestId('notice')).toContainText('앞에 1명이 있습니다');
  await two.page.goto('/bookings');
  await expect(two.page.getByTestId('ahead')).toHaveText('앞에 1명이 있습니다');

  await free(2);
  await expect(one.page.getByTestId('notice')).toContainText('기다리신 좌석이 나왔습니다');
  await expect(one.page.getByTestId('chosen-2')).toContainText('예매대기로 받은 좌석');
  await expect(one.page.getByTestId('hold-countdown')).toBeVisible();
  // 50 strangers, through the other door.
  const tokens = await openTestSessions(await createTestBuyers(50));
  const wish = { schedule_id: scheduleId, seat_ids: sale.seatIds(2) };
  const crowd = await Promise.all(
    tokens.map((token, i) =>
      i % 2
        ? callApi(baseURL, token, 'tickets/seats/lock', wish)
        : callApi(baseURL, token, 'tickets/bookings', wish, 'grab'),
    ),
  );
  for (const { status } of crowd) expect(status).toBe(409);

  // A tap on the seat does not give it away; handing it on is asked twice.
  await (await seatClicker(one.page, scheduleId))(2);
  await expect(one.page.getByTestId('notice')).toContainText('예매대기로 받은 좌석입니다');
  await one.page.getByTestId('standby-button').click();
  const dialog = one.page.getByRole('dialog');
  await dialog.getByRole('button', { name: /양보하기/ }).click();
  await dialog.getByRole('button', { name: '다음 분께 양보' }).click();
  await expect(one.page.getByTestId('chosen-2')).toHaveCount(0);

  // The second one hears of it in the list of bookings.
  await expect(two.page.getByTestId('book-offer')).toBeVisible({ timeout: 20_000 });
  await two.page.getByTestId('book-offer').click();
  await confirmCheckout(two.page);
  const live = await prisma().bookingSeat.findMany({
    where: { scheduleId, place: 2, live: true },
    include: { booking: { include: { buyer: true } } },
  });
  expect(live.map(({ booking }) => booking.buyer.email)).toEqual([two.email]);
  await two.page.goto('/bookings');
  await expect(two.page.getByTestId('ahead')).toHaveCount(0);
});

test('any two of a grade from the panel, together, straight to the checkout', async ({
  sell,
  enter,
  baseURL,
}) => {
  const sale = await sell({ rows: 1, seatsARow: 4, seatLimit: 4 });
  const free = await sellOut(baseURL, sale);
  const { page } = await enter();
  await openMap(page, sale.scheduleId);
  await page.getByTestId('standby-button').click();
  const dialog = page.getByTestId('standby-dialog');
  await dialog.getByText('2', { exact: true }).click();
  await dialog.getByTestId('join-any').click();
  await expect(dialog.getByText('R 아무 좌석 2매')).toBeVisible();
  await page.getByRole('button', { name: '닫기', exact: true }).click();
  await free(0);
  await free(1);
  await expect(page.getByTestId('notice')).toContainText('기다리신 좌석이 나왔습니다');
  await page.getByTestId('notice').getByRole('link').click();
  await expect(page.getByText('예매대기로 받은 좌석입니다')).toBeVisible();
  await confirmCheckout(page);
});

test('a place in line is left after it was asked, and survives a reload until then', async ({
  sell,
  enter,
  baseURL,
}) => {
  const sale = await sell({ rows: 1, seatsARow: 4, seatLimit: 4 });
  await sellOut(baseURL, sale);
  const visitor = await enter();
  await standBy(visitor, sale.scheduleId, 1);
  const { page } = visitor;
  await page.reload();
  await expect(page.getByTestId('standby-button')).toContainText('1건');
  await page.goto('/bookings');
  await page.getByRole('button', { name: /대기 취소/ }).click();
  await page.getByRole('button', { name: '그대로 두기' }).click();
  await page.getByRole('button', { name: /대기 취소/ }).click();
  await page.getByRole('button', { name: '대기 취소하기' }).click();
  await expect(page.getByTestId('ahead')).toHaveCount(0);
});

test('who is offered seats comes past the waiting room, to the map and through the checkout', async ({
  sell,
  enter,
  baseURL,
}) => {
  const sale = await sell({ rows: 1, seatsARow: 4, seatLimit: 4 });
  const { scheduleId } = sale;
  const free = await sellOut(baseURL, sale);
  const [one, inside] = [await enter(), await enter()];
  await standBy(one, scheduleId, 2);
  const opensAt = new Date(Date.now() - 3_600_000);
  await prisma().waitingRoom.create({ data: { ...usualSettings, scheduleId, opensAt, capacity: 1 } });
  await inside.page.goto(`/schedules/${scheduleId}`);
  await expect(inside.page.getByTestId('admission-clock')).toBeVisible({ timeout: 20_000 });
  const { page } = one;
  await page.goto(`/schedules/${scheduleId}`);
  await expect(page).toHaveURL(/waiting-room$/);
  await expect(page.getByTestId('waiting-room')).toHaveAttribute('data-phase', 'waiting');

  await free(2);
  await page.goto('/bookings');
  await page.getByTestId('book-offer').click({ timeout: 20_000 });
  await expect(page).toHaveURL(new RegExp(`/checkout/${scheduleId}$`));
  await openMap(page, scheduleId);
  await expect(page.getByTestId('chosen-2')).toContainText('예매대기로 받은 좌석');
  await page.getByTestId('to-checkout').click();
  await confirmCheckout(page);
  // The offer was the admission: without it the room is before the map again.
  await page.goto(`/schedules/${scheduleId}`);
  await expect(page).toHaveURL(/waiting-room$/);
});

test('axe finds nothing in the panel of lines', async ({ sell, enter, baseURL }) => {
  const sale = await sell({ rows: 1, seatsARow: 4, seatLimit: 4 });
  await sellOut(baseURL, sale);
  const visitor = await enter();
  await standBy(visitor, sale.scheduleId, 1);
  const { page } = visitor;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByTestId('standby-button').click();
  await expect(page.getByTestId('standby-dialog')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
