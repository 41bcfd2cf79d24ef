import type { Page } from 'playwright/test';
import { prisma } from '@/lib/postgres/client';
import { actionCall, actionOf, callAction } from './action-door';
import { callApi } from './api-door';
import { expect, openMap, seatClicker, test, type Visitor } from './stage';

/** One purchase by hand, to learn how the browser calls the actions. */
async function learnActions(page: Page, scheduleId: string) {
  await openMap(page, scheduleId);
  const holding = actionCall(page);
  await (await seatClicker(page, scheduleId))(0);
  const hold = await actionOf(await holding);
  await expect(page.getByTestId('chosen-0')).toBeVisible();
  await page.getByTestId('to-checkout').click();
  await page.getByRole('checkbox').check();
  const confirming = page.waitForRequest((request) => (request.postData() ?? '').includes('paymentMethod'));
  await page.getByRole('button', { name: /예매 확정/ }).click();
  const confirm = await actionOf(await confirming);
  await expect(page.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  return { hold, confirm };
}

const rounds = 200;

test(`three racing tabs through both doors, ${rounds} rounds: never more than 4 live seats`, async ({
  sell,
  enter,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const { page, context } = await enter();
  const { hold, confirm } = await learnActions(page, (await sell()).scheduleId);
  const cookies = await context.cookies();
  const signed = decodeURIComponent(cookies.find(({ name }) => name.includes('session'))?.value ?? '');
  const token = signed.slice(0, signed.lastIndexOf('.'));

  const { eventId } = await sell();
  for (let round = 0; round < rounds; round += 1) {
    // A schedule a round: the limit is one of the schedule.
    const sale = await sell({ rows: 1, seatsARow: 12, eventId });
    const { scheduleId } = sale;
    const pick = (offset: number) =>
      sale.seatIds(...Array.from({ length: 2 + ((round + offset) % 3) }, (_, n) => offset + n));
    const viaAction = async (offset: number) => {
      const seatIds = pick(offset);
      if (round % 2) await callAction(hold, [scheduleId, seatIds]);
      const holdId = `${scheduleId}-${offset}`;
      return callAction(confirm, [{ scheduleId, holdId, seatIds, paymentMethod: 'none' }]);
    };
    const viaApi = (offset: number) =>
      callApi(
        baseURL,
        token,
        'tickets/bookings',
        { schedule_id: scheduleId, seat_ids: pick(offset) },
        `${scheduleId}-${offset}`,
      );
    const answers = await Promise.all([viaAction(0), viaApi(4), viaAction(8)]);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    const live = await prisma().bookingSeat.count({ where: { scheduleId, live: true } });
    expect(live, JSON.stringify(answers)).toBeGreaterThan(0);
    expect(live).toBeLessThanOrEqual(4);
  }
});

test('an action posted from another origin, or from none, changes nothing', async ({ sell, enter }) => {
  const { page } = await enter();
  const { hold } = await learnActions(page, (await sell()).scheduleId);
  const sale = await sell();
  const args = [sale.scheduleId, sale.seatIds(0)];
  for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }]) {
    const { text } = await callAction(hold, args, headers);
    expect(text).not.toContain('"holdId"');
  }
  const { origin: _, ...none } = hold.headers;
  expect((await callAction({ ...hold, headers: none }, args)).text).not.toContain('"holdId"');
  expect((await callAction(hold, args)).text).toContain('"holdId"');
});

test('in front of a waiting room both doors refuse who is not inside, whatever the token', async ({
  sell,
  enter,
  baseURL,
}) => {
  const { page, context } = await enter();
  const actions = await learnActions(page, (await sell()).scheduleId);
  const stranger = await enter();
  const sale = await sell({ waitingRoom: { admissionsPerMinute: 60_000 } });
  const room = `${baseURL}/api/v1/schedules/${sale.scheduleId}/waiting-room`;
  const seatIds = sale.seatIds(0);
  const admit = async (visitor: Visitor) => {
    const headers = { origin: baseURL ?? '' };
    await visitor.context.request.post(room, { data: {}, headers });
    const place = async () => (await (await visitor.context.request.get(room)).json()).data;
    await expect.poll(async () => (await place()).state, { timeout: 15_000 }).toBe('admitted');
    return String((await place()).admission);
  };
  const name = `rowlock.admission.${sale.scheduleId}`;
  const [, sessionCookie = ''] =
    /((?:__Secure-)?rowlock\.session_token=[^;]+)/.exec(actions.hold.headers.cookie ?? '') ?? [];
  const tryBoth = async (token: string) => {
    const cookie = token === '' ? sessionCookie : `${sessionCookie}; ${name}=${token}`;
    const held = await callAction(actions.hold, [sale.scheduleId, seatIds], { cookie });
    const booking = {
      scheduleId: sale.scheduleId,
      holdId: `room-${token.length}`,
      seatIds,
      paymentMethod: 'none',
    };
    const booked = await callAction(actions.confirm, [booking], { cookie });
    const signed = decodeURIComponent(sessionCookie.split('=')[1] ?? '');
    const locked = await fetch(`${baseURL}/api/v1/tickets/seats/lock`, {
      method: 'POST',
      body: JSON.stringify({ schedule_id: sale.scheduleId, seat_ids: seatIds }),
      headers: {
        authorization: `Bearer ${signed.slice(0, signed.lastIndexOf('.'))}`,
        'x-admission': token,
      },
    });
    return [held.text, booked.text, await locked.text()];
  };

  const stolen = await admit(stranger);
  for (const token of ['', 'x.y.z', stolen]) {
    for (const text of await tryBoth(token)) expect(text).toContain('NOT_ADMITTED');
  }
  const mine = await admit({ ...stranger, page, context });
  const forged = `${mine.slice(0, -2)}${mine.endsWith('A') ? 'B' : 'A'}A`;
  for (const text of await tryBoth(forged)) expect(text).toContain('NOT_ADMITTED');
  const [held, booked, locked] = await tryBoth(mine);
  expect(held).toContain('"holdId"');
  expect(booked).toContain('"code"');
  expect(locked).not.toContain('NOT_ADMITTED');
});

test('an API key opens no server action: what it may do is asked at the API', async ({
  sell,
  enter,
  baseURL,
}) => {
  const { page, context } = await enter();
  const { hold } = await learnActions(page, (await sell()).scheduleId);
  const made = await context.request.post('/api/v1/account/api-keys', {
    data: { name: 'reader', scopes: ['read'] },
    headers: { origin: baseURL ?? '' },
  });
  const { data } = await made.json();
  const sale = await sell();
  const args = [sale.scheduleId, sale.seatIds(0)];
  const said = await callAction(hold, args, { authorization: `Bearer ${data.key}` });
  expect(said.text).toContain('NOT_SIGNED_IN');
});
