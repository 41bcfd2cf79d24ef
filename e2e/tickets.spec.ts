import type { Browser, Page } from 'playwright/test';
import decodeQr from 'qr/decode.js';
import { startWay } from '@/lib/sale/test-way';
import { expect, test } from './stage';

type Way = Awaited<ReturnType<typeof startWay>>;

/** Somebody signed in by a way to the server that can be cut off, as at a venue without a network. */
async function enterByWay(browser: Browser, origin: string | undefined) {
  const way = await startWay(origin ?? '');
  // A connection of its own port, and still a secure one to the browser.
  const baseURL = way.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '');
  const context = await browser.newContext({ baseURL, locale: 'ko-KR' });
  const signUp = async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    await post(context, baseURL, '/api/v1/auth/sign-up', {
      ...{ email, password: 'correct horse battery', name: 'Tester' },
    });
    return email;
  };
  const email = await signUp();
  const page = await context.newPage();
  return { way, baseURL, context, page, email, signUp };
}

async function post(
  context: Awaited<ReturnType<Browser['newContext']>>,
  origin: string,
  path: string,
  data: object,
  key = '',
) {
  const answer = await context.request.post(path, { data, headers: { origin, 'idempotency-key': key } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()).data;
}

async function bookByWay(
  { context, baseURL }: Awaited<ReturnType<typeof enterByWay>>,
  scheduleId: string,
  seatIds: string[],
): Promise<string> {
  const wish = { schedule_id: scheduleId, seat_ids: seatIds };
  return (await post(context, baseURL, '/api/v1/tickets/bookings', wish, crypto.randomUUID())).code;
}

/** What a phone's camera reads off the screen. */
async function readCode(page: Page, nth: number): Promise<string> {
  const code = page.getByRole('img', { name: /티켓의 QR 코드/ }).nth(nth);
  await code.scrollIntoViewIfNeeded();
  const png = (await code.screenshot({ animations: 'disabled' })).toString('base64');
  const image = await page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const { width, height } = picture;
    const pen = new OffscreenCanvas(width, height).getContext('2d');
    pen?.drawImage(picture, 0, 0);
    return { width, height, pixels: [...(pen?.getImageData(0, 0, width, height).data ?? [])] };
  }, png);
  return decodeQr({ width: image.width, height: image.height, data: Uint8ClampedArray.from(image.pixels) });
}

async function cut(way: Way, page: Page): Promise<void> {
  way.refuse(true);
  await expect
    .poll(() =>
      page.evaluate(() =>
        fetch('/api/health/live').then(
          () => 'there',
          () => 'gone',
        ),
      ),
    )
    .toBe('gone');
}

test('a ticket for every seat, readable by a camera, printed one a page', async ({
  sell,
  enter,
  baseURL,
}) => {
  const { scheduleId, seatIds } = await sell();
  const { page, context } = await enter();
  const booked = await context.request.post('/api/v1/tickets/bookings', {
    data: { schedule_id: scheduleId, seat_ids: seatIds(0, 1, 2) },
    headers: { origin: baseURL ?? '', 'idempotency-key': 'k' },
  });
  const { code } = (await booked.json()).data;
  await page.goto(`/bookings/${code}`);
  const issued = await (await context.request.get(`/api/v1/tickets/bookings/${code}/tickets`)).json();
  for (const nth of [0, 1, 2]) expect(await readCode(page, nth)).toBe(issued.data.tickets[nth].token);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(3);
});

test('the tickets open without a connection once they were opened, and are gone with the account', async ({
  browser,
  baseURL,
  sell,
}) => {
  const { scheduleId, seatIds } = await sell();
  const visitor = await enterByWay(browser, baseURL);
  const { way, page, context } = visitor;
  const code = await bookByWay(visitor, scheduleId, seatIds(0, 1));
  await page.goto(`/bookings/${code}?done=1`);
  await expect(page.getByText('이 기기에 저장했습니다')).toBeVisible();
  const online = await readCode(page, 0);

  await cut(way, page);
  await page.reload();
  await expect(page.getByRole('heading', { name: '티켓 2장' })).toBeVisible();
  expect(await readCode(page, 0)).toBe(online);
  // Styled, and alive: its scripts and letters were kept as well.
  await page.getByRole('button', { name: '티켓 새로 발급' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('button', { name: '새로 발급하기' }).click();
  await expect(page.getByRole('dialog').getByText('답을 받지 못했습니다')).toBeVisible();

  way.refuse(false);
  await page.reload();
  await page.getByRole('button', { name: /내 메뉴/ }).click();
  await page.getByRole('button', { name: '로그아웃' }).click();
  await expect(page.getByRole('link', { name: '로그인' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  await cut(way, page);
  await expect(page.goto(`/bookings/${code}`)).rejects.toThrow();
  // The browser's own page about it comes afterwards; on its way it would interrupt the next one.
  await page.waitForURL(/^chrome-error:/);

  // Somebody else on the same device sees nothing of it either.
  way.refuse(false);
  await visitor.signUp();
  await page.goto(`/bookings/${code}`);
  await expect(page.getByRole('heading', { name: '빈자리입니다' })).toBeVisible();
  await context.close();
  way.close();
});

test('tickets stay on a phone whose owner signs in somewhere else', async ({ browser, baseURL, sell }) => {
  const { scheduleId, seatIds } = await sell();
  const visitor = await enterByWay(browser, baseURL);
  const { way, page, context, email } = visitor;
  const code = await bookByWay(visitor, scheduleId, seatIds(0));
  await page.goto(`/bookings/${code}`);
  await expect(page.getByText('이 기기에 저장했습니다')).toBeVisible();
  const online = await readCode(page, 0);

  const elsewhere = await browser.newContext({ baseURL: visitor.baseURL });
  await post(elsewhere, visitor.baseURL, '/api/v1/auth/sign-in', {
    email,
    password: 'correct horse battery',
  });
  await page.goto(`/bookings/${code}`);
  await expect(page).toHaveURL(/sign-in/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await cut(way, page);
  await page.goto(`/bookings/${code}`);
  await expect(page.getByRole('heading', { name: '티켓 1장' })).toBeVisible();
  expect(await readCode(page, 0)).toBe(online);
  await elsewhere.close();
  await context.close();
  way.close();
});

test('tickets made anew, and a booking that was cancelled, are also those kept', async ({
  browser,
  baseURL,
  sell,
}) => {
  const { scheduleId, seatIds } = await sell();
  const visitor = await enterByWay(browser, baseURL);
  const { way, page, context } = visitor;
  const code = await bookByWay(visitor, scheduleId, seatIds(0));
  await page.goto(`/bookings/${code}`);
  await expect(page.getByText('이 기기에 저장했습니다')).toBeVisible();
  const before = await readCode(page, 0);
  await page.getByRole('button', { name: '티켓 새로 발급' }).click();
  await page.getByRole('button', { name: '새로 발급하기' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => readCode(page, 0)).not.toBe(before);
  const keptDocument = () =>
    page.evaluate(async (path) => (await (await caches.match(path))?.text()) ?? '', `/bookings/${code}`);
  const renewed = await readCode(page, 0);
  await expect
    .poll(async () => {
      await cut(way, page);
      await page.reload();
      const shown = await readCode(page, 0);
      way.refuse(false);
      return shown;
    })
    .toBe(renewed);
  await page.reload();
  await page.getByRole('button', { name: /예매 취소/ }).click();
  await page.getByRole('button', { name: '취소하기' }).click();
  await expect(page.getByText('취소됨').first()).toBeVisible();
  await expect.poll(keptDocument).not.toContain(`ticket-${code}-0`);
  await cut(way, page);
  await page.reload();
  await expect(page.getByText('취소됨').first()).toBeVisible();
  await expect(page.getByRole('img', { name: /티켓의 QR 코드/ })).toHaveCount(0);
  await context.close();
  way.close();
});
