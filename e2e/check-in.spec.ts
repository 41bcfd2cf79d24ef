import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { themeCookie } from '@/components/site/theme';
import { prisma } from '@/lib/postgres/client';
import { startWay } from '@/lib/sale/test-way';
import { callApi } from './api-door';
import { bookTickets, browserWithCamera, joinStaff } from './door-stage';
import { expect, test } from './stage';

async function startWork(page: Page, scheduleId: string, device: string): Promise<void> {
  await page.goto(`/check-in/${scheduleId}`);
  await page.getByLabel('이 기기의 이름').fill(device);
  await expect(page.getByText(/명단 \d+장을 받아 두었습니다/)).toBeVisible();
  await page.getByRole('button', { name: '검표 시작' }).click();
}

async function admitByHand(page: Page, code: string, ticketId: string): Promise<void> {
  await page.getByRole('button', { name: '예매 번호로 찾기' }).click();
  await page.getByLabel('예매 번호', { exact: true }).fill(code.toLowerCase());
  await page.getByRole('button', { name: '찾기', exact: true }).click();
  await page.getByTestId(`admit-${ticketId}`).click();
}

test('a camera reads tickets: admitted once, cancelled and strange ones refused with the reason', async ({
  sell,
  baseURL,
}) => {
  test.slow();
  const server = baseURL ?? '';
  const sale = await sell({ seatLimit: 10 });
  const good = await bookTickets(server, sale, 0);
  const gone = await bookTickets(server, sale, 1);
  const cancelled = await callApi(server, gone.token, `tickets/bookings/${gone.code}/cancel`, {}, 'c');
  expect(cancelled.body.success).toBe(true);
  const browser = await browserWithCamera([
    [good.tickets[0] ?? '', 4],
    [null, 6],
    [gone.tickets[0] ?? '', 4],
    [null, 6],
    ['https://example.com/not-a-ticket', 4],
    [null, 6],
  ]);
  const context = await browser.newContext({ baseURL: server, locale: 'ko-KR', permissions: ['camera'] });
  await joinStaff(context, server, sale);
  const page = await context.newPage();
  await startWork(page, sale.scheduleId, 'A게이트');
  await expect(page.getByTestId('door-camera')).toHaveAttribute('data-state', 'on');
  // The film goes round: whatever comes first, each is seen.
  const seen = new Map<string, string>();
  const verdict = page.getByTestId('verdict');
  await expect(async () => {
    // Both in one look: the next one may follow at once.
    const [said, words] = await verdict.evaluate(
      (panel: HTMLElement) => [panel.dataset.verdict ?? '', panel.textContent ?? ''],
      undefined,
      { timeout: 500 },
    );
    seen.set(said ?? '', words ?? '');
    expect([...seen.keys()].sort()).toEqual([
      ...['ADMITTED', 'TICKET_ALREADY_USED', 'TICKET_BAD_SIGNATURE', 'TICKET_CANCELLED'],
    ]);
  }).toPass({ timeout: 120_000, intervals: [200] });
  expect(seen.get('ADMITTED')).toContain('Floor 1열 1번');
  expect(seen.get('TICKET_ALREADY_USED')).toMatch(/이미 사용[\s\S]*‘A게이트’에서 사용한 티켓/);
  expect(seen.get('TICKET_CANCELLED')).toContain('취소됨');
  await expect(page.getByTestId('door-count')).toContainText('1 / 1');
  await browser.close();
});

test('without a connection the list decides, also after a reload; doubles are found at the next contact', async ({
  browser,
  sell,
  baseURL,
}) => {
  test.slow();
  const server = baseURL ?? '';
  const sale = await sell({ seatLimit: 10 });
  const { code, tickets } = await bookTickets(server, sale, 0, 1, 2);
  const way = await startWay(server);
  const origin = way.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '');
  const context = await browser.newContext({ baseURL: origin, locale: 'ko-KR' });
  await joinStaff(context, origin, sale);
  const page = await context.newPage();
  await startWork(page, sale.scheduleId, 'A게이트');
  await expect(page.getByText('이 화면을 기기에 저장했습니다')).toBeVisible();

  way.refuse(true);
  await expect(page.getByTestId('door-connection')).toHaveAttribute('data-online', 'false', {
    timeout: 30_000,
  });
  await admitByHand(page, code, `${code}-0`);
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-verdict', 'ADMITTED');
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-offline', 'true');
  await expect(page.getByTestId('door-untold')).toContainText('1건');
  await expect(page.getByTestId('door-count')).toContainText('1 / 3');

  // The battery was changed: the page opens, and knows whom it let in.
  await page.reload();
  await page.getByRole('button', { name: '검표 시작' }).click();
  await expect(page.getByTestId('door-untold')).toContainText('1건');
  await admitByHand(page, code, `${code}-1`);
  await expect(page.getByTestId('door-untold')).toContainText('2건');
  await page.getByRole('button', { name: '예매 번호로 찾기' }).click();
  await page.getByLabel('예매 번호', { exact: true }).fill(code);
  await page.getByRole('button', { name: '찾기', exact: true }).click();
  await expect(page.getByTestId(`admit-${code}-0`)).toBeDisabled();
  await page.keyboard.press('Escape');

  // Meanwhile another gate, with a connection, lets in one of the two.
  const elsewhere = await browser.newContext({ baseURL: server });
  await joinStaff(elsewhere, server, sale);
  const other = await elsewhere.request.post('/api/v1/check-in', {
    data: { schedule_id: sale.scheduleId, device_id: 'B게이트', ticket: tickets[0] },
    headers: { origin: server },
  });
  expect(other.ok(), await other.text()).toBe(true);

  way.refuse(false);
  await expect(page.getByTestId('door-connection')).toHaveAttribute('data-online', 'true', {
    timeout: 30_000,
  });
  await expect(page.getByTestId('door-untold')).toHaveCount(0);
  const wrong = page.getByTestId('wrong-entries');
  await expect(wrong).toContainText('잘못 입장한 티켓 1건');
  await wrong.locator('summary').click();
  await expect(wrong).toContainText(`${code}-0`);
  await expect(wrong).toContainText('A게이트');
  await expect(wrong).toContainText('B게이트');
  await expect(page.getByTestId('door-count')).toContainText('2 / 3');
  await admitByHand(page, code, `${code}-2`);
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-offline', 'false');
  await expect(page.getByTestId('door-count')).toContainText('3 / 3');

  // After signing out nothing of the list is left on the device.
  await page.getByRole('button', { name: /내 메뉴/ }).click();
  await page.getByRole('button', { name: '로그아웃' }).click();
  await expect(page.getByRole('link', { name: '로그인' })).toBeVisible();
  const left = () =>
    page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      const counts = names.map(
        (name) =>
          new Promise<number>((resolve) => {
            const opening = indexedDB.open(name);
            opening.onsuccess = () => {
              const counting = opening.result.transaction('tickets').objectStore('tickets').count();
              counting.onsuccess = () => resolve(counting.result);
            };
          }),
      );
      return { tickets: await Promise.all(counts), pages: await caches.keys() };
    });
  await expect.poll(left).toEqual({ tickets: [0], pages: [] });
  await context.close();
  await elsewhere.close();
  way.close();
});

test('an organizer puts people on the staff by email, who then find the show; others do not', async ({
  enter,
  sell,
}) => {
  const [organizer, helper] = [await enter(), await enter()];
  const { id } = await prisma().user.update({
    where: { email: organizer.email },
    data: { role: 'organizer' },
  });
  const sale = await sell({ organizerId: id });
  await helper.page.goto(`/check-in/${sale.scheduleId}`);
  await expect(helper.page.getByRole('heading', { name: '빈자리입니다' })).toBeVisible();
  await helper.page.goto('/check-in');
  await expect(helper.page.getByRole('heading', { name: '맡은 공연이 없습니다' })).toBeVisible();

  await organizer.page.goto('/check-in');
  await organizer.page.getByRole('link', { name: '직원' }).click();
  await organizer.page.getByLabel('직원의 이메일').fill('nobody@example.com');
  await organizer.page.getByRole('button', { name: '직원 등록' }).click();
  await expect(organizer.page.getByText('이 이메일로 가입한 계정이 없습니다')).toBeVisible();
  await prisma().user.update({ where: { email: helper.email }, data: { emailVerified: true } });
  await organizer.page.getByLabel('직원의 이메일').fill(helper.email);
  await organizer.page.getByRole('button', { name: '직원 등록' }).click();
  await expect(organizer.page.getByText('직원으로 등록했습니다')).toBeVisible();
  await expect(organizer.page.getByText(helper.email)).toBeVisible();

  await helper.page.goto('/');
  await helper.page.getByRole('button', { name: /내 메뉴/ }).click();
  await helper.page.getByRole('link', { name: '검표' }).click();
  await helper.page.getByRole('link', { name: '검표하기' }).click();
  await expect(helper.page.getByRole('button', { name: '검표 시작' })).toBeVisible();

  await organizer.page.getByRole('button', { name: /빼기/ }).click();
  await expect(organizer.page.getByText('아직 등록한 직원이 없습니다')).toBeVisible();
  await helper.page.reload();
  await expect(helper.page.getByRole('heading', { name: '빈자리입니다' })).toBeVisible();
});

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on tickets and at the door, ${theme}; and no page is wider than a phone`, async ({
    browser,
    sell,
    baseURL,
  }) => {
    test.slow();
    const server = baseURL ?? '';
    const sale = await sell();
    const context = await browser.newContext({
      baseURL,
      locale: 'ko-KR',
      viewport: { width: 360, height: 780 },
    });
    await context.addCookies([{ name: themeCookie, value: theme, url: server }]);
    const userId = await joinStaff(context, server, sale);
    await prisma().user.update({ where: { id: userId }, data: { role: 'operator' } });
    const booked = await context.request.post('/api/v1/tickets/bookings', {
      data: { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0, 1) },
      headers: { origin: server, 'idempotency-key': 'k' },
    });
    const { code } = (await booked.json()).data;
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const look = async (where: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(wider, where).toBe(false);
    };
    for (const path of [`/bookings/${code}`, '/check-in', `/check-in/staff/${sale.eventId}`]) {
      await page.goto(path);
      await expect(page.getByRole('main')).toBeVisible();
      await look(path);
    }
    await startWork(page, sale.scheduleId, 'A게이트');
    await expect(page.getByTestId('door-camera')).toHaveAttribute('data-state', /denied|missing/);
    await look('at work');
    await admitByHand(page, code, `${code}-0`);
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-verdict', 'ADMITTED');
    await look('admitted');
    await expect(page.getByTestId('verdict')).toHaveCount(0);
    // The list is not told of it meanwhile: the server alone knows.
    await page.route('**/api/v1/check-in/list*', () => undefined);
    const again = await context.request.post('/api/v1/check-in', {
      data: { schedule_id: sale.scheduleId, device_id: 'B게이트', ticket_id: `${code}-1` },
      headers: { origin: server },
    });
    expect(again.ok()).toBe(true);
    await admitByHand(page, code, `${code}-1`);
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-verdict', 'TICKET_ALREADY_USED');
    await look('already used');
    await context.close();
  });
}
