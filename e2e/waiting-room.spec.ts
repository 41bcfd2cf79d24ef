import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright/test';
import { themeCookie } from '@/components/site/theme';
import { prisma } from '@/lib/postgres/client';
import { actionCall, actionOf, callAction } from './action-door';
import { expect, seatClicker, test, type Visitor } from './stage';

const room = (page: Page) => page.getByTestId('waiting-room');
const place = (page: Page) => page.getByTestId('place');

/** Opens a schedule with a waiting room as a link to its seats does. */
async function come(page: Page, scheduleId: string): Promise<void> {
  await page.goto(`/schedules/${scheduleId}`);
}

async function isInside(page: Page, scheduleId: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/schedules/${scheduleId}$`), { timeout: 20_000 });
  await expect(page.getByTestId('picker')).toHaveAttribute('data-ready', 'true');
  await expect(page.getByTestId('admission-clock')).toBeVisible();
}

async function waitsAs(page: Page, number: string): Promise<void> {
  await expect(page).toHaveURL(/waiting-room$/);
  await expect(room(page)).toHaveAttribute('data-phase', 'waiting');
  await expect(place(page)).toHaveText(number);
}

async function cookieHeader(context: BrowserContext, but?: string): Promise<string> {
  const cookies = (await context.cookies()).filter(({ name }) => name !== but);
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Makes an account an organizer and answers its id. */
async function promote({ email }: Visitor): Promise<string> {
  const { id } = await prisma().user.update({ where: { email }, data: { role: 'organizer' } });
  return id;
}

test('room for one: the second waits, sees the place, and is let in when the first has bought', async ({
  sell,
  enter,
  baseURL,
}) => {
  const sale = await sell({ seatLimit: 1, waitingRoom: { capacity: 1 } });
  const { scheduleId } = sale;
  const [one, two, three] = [await enter(), await enter(), await enter()];
  await come(one.page, scheduleId);
  await isInside(one.page, scheduleId);
  await two.context.grantPermissions(['notifications']);
  await come(two.page, scheduleId);
  await waitsAs(two.page, '1');
  await expect(two.page.getByTestId('will-notify')).toBeVisible();
  await expect(two.page).toHaveTitle(/^1번째/);
  await expect(two.page.getByTestId('said')).toContainText('내 순서는 1번째입니다');
  await come(three.page, scheduleId);
  await waitsAs(three.page, '2');

  // A reload, and a second tab, keep the place.
  await two.page.reload();
  await waitsAs(two.page, '1');
  const tab = await two.context.newPage();
  await come(tab, scheduleId);
  await waitsAs(tab, '1');
  await tab.close();

  // Neither door lets the second hold: not by the page's own action, not by the API, not with the first one's admission.
  const holding = actionCall(one.page);
  await (await seatClicker(one.page, scheduleId))(0);
  const hold = await actionOf(await holding);
  await expect(one.page.getByTestId('chosen-0')).toBeVisible();
  const admission = (await one.context.cookies()).find(({ name }) => name.startsWith('rowlock.admission'));
  const own = await cookieHeader(two.context);
  const stolen = `${own}; ${admission?.name}=${admission?.value}`;
  for (const cookie of [own, stolen]) {
    const said = await callAction(hold, [scheduleId, sale.seatIds(1)], { cookie });
    expect(said.text).toContain('NOT_ADMITTED');
    const answer = await fetch(`${baseURL}/api/v1/tickets/seats/lock`, {
      method: 'POST',
      headers: { cookie, origin: baseURL ?? '', 'content-type': 'application/json' },
      body: JSON.stringify({ schedule_id: scheduleId, seat_ids: sale.seatIds(1) }),
    });
    expect([answer.status, (await answer.json()).error.code]).toEqual([403, 'NOT_ADMITTED']);
  }

  await one.page.getByTestId('to-checkout').click();
  await one.page.getByRole('checkbox').check();
  await one.page.getByRole('button', { name: /예매 확정/ }).click();
  await expect(one.page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();

  await isInside(two.page, scheduleId);
  await (await seatClicker(two.page, scheduleId))(1);
  await expect(two.page.getByTestId('chosen-1')).toBeVisible();
  await waitsAs(three.page, '1');
});

/** What the browser was sent of scripts, compressed. Home has 129 kB of them, most of it React and Next. */
const scriptKilobytes = 145;

test('the waiting page is light: a hundred thousand load it at once', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ salesOpenInHours: 1, waitingRoom: {} });
  const { page } = await enter();
  await come(page, scheduleId);
  await expect(room(page)).toHaveAttribute('data-phase', 'early');
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming && /\.js$/.test(entry.name))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes / 1024).toBeLessThan(scriptKilobytes);
});

test('who leaves lets the next in; who comes back stands at the end', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ waitingRoom: { capacity: 1 } });
  const [one, two] = [await enter(), await enter()];
  await come(one.page, scheduleId);
  await isInside(one.page, scheduleId);
  await come(two.page, scheduleId);
  await waitsAs(two.page, '1');

  await one.page.getByTestId('admission-clock').click();
  await one.page.getByTestId('leave-inside').click();
  await expect(one.page).toHaveURL(/\/events\//);
  await isInside(two.page, scheduleId);

  await come(one.page, scheduleId);
  await expect(room(one.page)).toHaveAttribute('data-phase', 'left');
  await one.page.getByTestId('join').click();
  await waitsAs(one.page, '1');
  await one.page.getByRole('button', { name: '줄에서 나가기' }).click();
  await one.page.getByTestId('leave').click();
  await expect(room(one.page)).toHaveAttribute('data-phase', 'left');
});

test('who is away when the turn comes is skipped, hears it, and may join again', async ({ sell, enter }) => {
  const organizer = await enter();
  const organizerId = await promote(organizer);
  const { scheduleId } = await sell({ organizerId, waitingRoom: { capacity: 1, graceSeconds: 5 } });
  const [one, away, next] = [await enter(), await enter(), await enter()];
  await come(one.page, scheduleId);
  await isInside(one.page, scheduleId);
  await come(away.page, scheduleId);
  await waitsAs(away.page, '1');
  await come(next.page, scheduleId);
  await waitsAs(next.page, '2');
  await away.page.goto('about:blank');
  // Not heard of for longer than the grace.
  const present = async () => {
    const path = `/api/v1/schedules/${scheduleId}/waiting-room/settings`;
    return (await (await organizer.context.request.get(path)).json()).data.present;
  };
  await expect.poll(present, { timeout: 20_000 }).toBe(1);

  await one.page.getByTestId('admission-clock').click();
  await one.page.getByTestId('leave-inside').click();
  await isInside(next.page, scheduleId);
  await come(away.page, scheduleId);
  await expect(room(away.page)).toHaveAttribute('data-phase', 'skipped');
  await away.page.getByTestId('join').click();
  await waitsAs(away.page, '1');
});

test('early ones wait for the opening together and are let in after the draw by themselves', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell({ salesOpenInHours: 1, waitingRoom: { capacity: 10 } });
  const [one, two] = [await enter(), await enter()];
  for (const { page } of [one, two]) {
    await come(page, scheduleId);
    await expect(room(page)).toHaveAttribute('data-phase', 'early');
  }
  await expect(one.page.getByText('지금 2명이 함께 기다립니다')).toBeVisible();
  await prisma().schedule.update({ where: { id: scheduleId }, data: { salesOpenAt: new Date() } });
  await Promise.all([isInside(one.page, scheduleId), isInside(two.page, scheduleId)]);
});

test('a tab out of sight joins at the opening once it is the only one', async ({ sell, enter }) => {
  const { page: first, context } = await enter();
  const opensAt = new Date(Date.now() + 15_000);
  const { scheduleId } = await sell({ salesOpenInHours: 1, waitingRoom: { opensAt } });
  await come(first, scheduleId);
  await expect(room(first)).toHaveAttribute('data-phase', 'not_open');
  const second = await context.newPage();
  await come(second, scheduleId);
  await expect(room(second)).toHaveAttribute('data-phase', 'not_open');
  // A headless browser shows all of its tabs: what it would say of a hidden one is said here.
  await second.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await first.close();
  await expect(room(second)).toHaveAttribute('data-phase', 'early', { timeout: 30_000 });
});

test('a room that asks for it is joined after the browser has computed its proof, in a worker', async ({
  sell,
  enter,
  baseURL,
}) => {
  const { scheduleId } = await sell({ waitingRoom: { capacity: 1, proofOfWork: true } });
  const { page, context } = await enter();
  const plain = await context.request.post(`/api/v1/schedules/${scheduleId}/waiting-room`, {
    data: {},
    headers: { origin: baseURL ?? '' },
  });
  expect((await plain.json()).error.code).toBe('PROOF_NEEDED');
  const worked = page.waitForEvent('worker');
  await come(page, scheduleId);
  await worked;
  await isInside(page, scheduleId);
});

test('an organizer pauses and opens the room, and sets its capacity', async ({ sell, enter }) => {
  const organizer = await enter();
  const organizerId = await promote(organizer);
  const { scheduleId } = await sell({ organizerId, waitingRoom: { capacity: 50 } });
  const steering = organizer.page.getByTestId('room');
  const steer = async (to: string) => {
    await organizer.page.getByTestId(`steer-${to}`).click();
    await organizer.page.getByTestId('steer-confirm').click();
    await expect(steering).toHaveAttribute('data-state', to);
  };
  await organizer.page.goto('/organizer');
  await organizer.page.getByRole('listitem').getByRole('link').first().click();
  await expect(steering).toHaveAttribute('data-state', 'open');
  await steer('paused');

  const [buyer, late] = [await enter(), await enter()];
  await come(buyer.page, scheduleId);
  await waitsAs(buyer.page, '1');
  await expect(buyer.page.getByText('입장을 잠시 멈췄습니다').first()).toBeVisible();
  await expect(steering.getByText('지금 1명 접속 중')).toBeVisible();

  await steer('drained');
  await come(late.page, scheduleId);
  await expect(room(late.page)).toHaveAttribute('data-phase', 'drained');

  await organizer.page.getByLabel('동시에 들어갈 사람').fill('0');
  await organizer.page.getByRole('button', { name: '설정 저장' }).click();
  await expect(organizer.page.getByText('1에서 100,000 사이의 수')).toBeVisible();
  await organizer.page.getByLabel('동시에 들어갈 사람').fill('7');
  await organizer.page.getByRole('button', { name: '설정 저장' }).click();
  await expect(steering.getByText('정원 7명')).toBeVisible();

  await steer('open');
  await isInside(buyer.page, scheduleId);

  // Nobody else finds the page, and the buyer's menu does not name it.
  expect((await buyer.page.goto(`/organizer/schedules/${scheduleId}`))?.status()).toBe(404);
  expect((await buyer.page.goto('/organizer'))?.status()).toBe(404);
  await promote(late);
  expect((await late.page.goto(`/organizer/schedules/${scheduleId}`))?.status()).toBe(404);
});

test('offline and a sign-in elsewhere cost nobody the place', async ({ sell, enter, enterAgain }) => {
  const { scheduleId } = await sell({ waitingRoom: { capacity: 1 } });
  const [one, two] = [await enter(), await enter()];
  await come(one.page, scheduleId);
  await isInside(one.page, scheduleId);
  await come(two.page, scheduleId);
  await waitsAs(two.page, '1');

  await two.context.setOffline(true);
  await expect(two.page.getByText('순서는 서버에 그대로 있습니다')).toBeVisible();
  await two.context.setOffline(false);
  await expect(room(two.page)).toHaveAttribute('data-live', 'true');
  await waitsAs(two.page, '1');

  const elsewhere = await enterAgain(two);
  await come(elsewhere.page, scheduleId);
  await waitsAs(elsewhere.page, '1');
  await expect(room(two.page)).toHaveAttribute('data-phase', 'superseded', { timeout: 25_000 });
  await expect(two.page.getByRole('main').getByRole('link', { name: '로그인' })).toHaveAttribute(
    'href',
    /next=.*waiting-room&reason=superseded/,
  );
});

test('who is not signed in is told why to, and comes back into the line', async ({
  sell,
  enter,
  browser,
  baseURL,
}) => {
  const { scheduleId } = await sell({ waitingRoom: { capacity: 1 } });
  const { email, password } = await enter();
  const context = await browser.newContext({ baseURL, locale: 'ko-KR' });
  const page = await context.newPage();
  await come(page, scheduleId);
  await expect(room(page)).toHaveAttribute('data-phase', 'signed_out');
  await page.getByRole('main').getByRole('link', { name: '로그인' }).click();
  await page.getByLabel('이메일').fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: '로그인' }).click();
  await isInside(page, scheduleId);
  await context.close();
});

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing in the waiting room and where it is steered, ${theme}`, async ({
    sell,
    enter,
    baseURL,
  }) => {
    test.slow();
    const organizer = await enter();
    const organizerId = await promote(organizer);
    const [one, two, three] = [await enter(), await enter(), await enter()];
    for (const { context } of [organizer, one, two, three]) {
      await context.addCookies([{ name: themeCookie, value: theme, url: baseURL ?? '' }]);
    }
    const check = async (page: Page, what: string) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${what} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    };
    const { scheduleId, eventId } = await sell({ organizerId, waitingRoom: { capacity: 1 } });
    await come(one.page, scheduleId);
    await isInside(one.page, scheduleId);
    await one.page.getByTestId('admission-clock').click();
    await check(one.page, 'inside');
    await come(two.page, scheduleId);
    await waitsAs(two.page, '1');
    await two.page.getByRole('button', { name: '줄에서 나가기' }).click();
    await check(two.page, 'waiting');
    await two.page.getByTestId('leave').click();
    await expect(room(two.page)).toHaveAttribute('data-phase', 'left');
    await check(two.page, 'left');

    const later = await sell({ organizerId, eventId, salesOpenInHours: 1, waitingRoom: {} });
    await come(three.page, later.scheduleId);
    await expect(room(three.page)).toHaveAttribute('data-phase', 'early');
    await check(three.page, 'early');
    const { slug } = await prisma().event.findUniqueOrThrow({ where: { id: eventId } });
    await three.page.goto(`/events/${slug}`);
    await expect(three.page.getByRole('link', { name: /대기실 들어가기/ }).first()).toBeVisible();
    await check(three.page, 'event');

    await organizer.page.goto('/organizer');
    await expect(organizer.page.getByRole('heading', { level: 1 })).toBeVisible();
    await check(organizer.page, 'organizer');
    await organizer.page.goto(`/organizer/schedules/${scheduleId}`);
    await expect(organizer.page.getByTestId('room')).toBeVisible();
    await check(organizer.page, 'steering');
    await organizer.page.getByTestId('steer-drained').click();
    await expect(organizer.page.getByTestId('steer-confirm')).toBeVisible();
    await check(organizer.page, 'confirming');
  });
}
