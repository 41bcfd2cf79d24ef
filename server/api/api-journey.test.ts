import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { ask, signUpSomebody, testPassword } from './test-api';

let close: () => Promise<void>;
let sale: TestSale;
const lock = '/api/v1/tickets/seats/lock';
const bookings = '/api/v1/tickets/bookings';

beforeAll(async () => {
  process.env.RATE_LIMITS = 'off';
  close = await openTestStores();
  sale = await createTestSale();
});
afterAll(() => close());

test('the whole way: find, hold in both forms, be refused, book, replay, cancel, hold again', async () => {
  const kim = await signUpSomebody('Kim');
  const lee = await signUpSomebody('Lee');
  const place = { event_id: sale.eventId, schedule_id: sale.scheduleId };

  const events = await ask('GET', '/api/v1/events?limit=5');
  expect(events.data).toMatchObject({
    events: [{ event_id: sale.eventId, title: '시험 공연' }],
    next_cursor: null,
  });

  const byLabel = await ask('POST', lock, {
    token: kim.token,
    body: { ...place, seats: [{ row: '1열', number: 1 }] },
  });
  expect(byLabel).toMatchObject({ status: 200, data: { total: { amount: 154_000, currency: 'KRW' } } });
  const byId = await ask('POST', lock, { token: kim.token, body: { ...place, seat_ids: sale.seatIds(1) } });
  expect(byId.data).toMatchObject({ seats: [{ seat_id: sale.seatIds(0)[0] }, { row: '1열', number: '2' }] });

  const lost = await ask('POST', lock, {
    token: lee.token,
    body: { ...place, seat_ids: sale.seatIds(1, 2) },
  });
  expect(lost).toMatchObject({ status: 409, code: 'SEAT_ALREADY_HELD' });
  expect(lost.error?.message).toContain('이미 선택된 좌석입니다');
  expect(lost.error?.details).toMatchObject({ seats: [{ row: '1열', number: '2' }] });
  expect((await ask('GET', `${lock}?schedule_id=${sale.scheduleId}`, { token: lee.token })).code).toBe(
    'NO_HOLD',
  );

  const key = { 'idempotency-key': 'journey-1' };
  const wish = { token: kim.token, body: { ...place, seat_ids: sale.seatIds(0, 1) }, headers: key };
  const booked = await ask('POST', bookings, wish);
  expect(booked).toMatchObject({ status: 201, data: { status: 'CONFIRMED', total: { amount: 308_000 } } });
  const again = await ask('POST', bookings, wish);
  expect(again.status).toBe(200);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.data).toEqual(booked.data);
  const reused = await ask('POST', bookings, { ...wish, body: { ...place, seat_ids: sale.seatIds(5) } });
  expect(reused).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' });

  const sold = await ask('POST', lock, { token: lee.token, body: { ...place, seat_ids: sale.seatIds(0) } });
  expect(sold).toMatchObject({ status: 409, code: 'SEAT_ALREADY_SOLD' });
  const code = String(booked.data.code);
  expect((await ask('GET', `${bookings}/${code}`, { token: kim.token })).data).toEqual(booked.data);
  expect((await ask('GET', bookings, { token: kim.token })).data).toMatchObject({ bookings: [{ code }] });
  expect((await ask('GET', `${bookings}/${code}`, { token: lee.token })).code).toBe('BOOKING_NOT_FOUND');
  const cancel = `${bookings}/${code}/cancel`;
  expect((await ask('POST', cancel, { token: lee.token, headers: key })).code).toBe('BOOKING_NOT_FOUND');
  expect((await ask('POST', cancel, { token: kim.token })).code).toBe('IDEMPOTENCY_KEY_REQUIRED');
  const cancelled = await ask('POST', cancel, { token: kim.token, headers: key });
  expect(cancelled).toMatchObject({ status: 200, data: { code, status: 'CANCELLED', fee: { amount: 0 } } });

  const free = await ask('POST', lock, {
    token: lee.token,
    body: { ...place, seat_ids: sale.seatIds(0, 1) },
  });
  expect(free.status).toBe(200);
  const seats = `/api/v1/schedules/${sale.scheduleId}/seats`;
  expect((await ask('GET', `${seats}?status=mine`, { token: lee.token })).data.seats).toHaveLength(2);
  expect((await ask('GET', `${seats}?status=held`)).data.seats).toHaveLength(2);
  expect(
    (
      await ask('POST', '/api/v1/tickets/checkout', {
        token: lee.token,
        body: { schedule_id: sale.scheduleId },
      })
    ).data,
  ).toMatchObject({ extended: true });
  const dropped = await ask('DELETE', lock, { token: lee.token, body: { schedule_id: sale.scheduleId } });
  expect(dropped.data).toEqual({ released: sale.seatIds(0, 1), released_areas: [], hold: null });
});

test('the best two seats of a schedule in one call; a party that would leave a single seat hears which', async () => {
  const strict = await createTestSale({ orphanRule: 'strict', rows: 1, seatsARow: 10 });
  const { token } = await signUpSomebody();
  const place = { event_id: strict.eventId, schedule_id: strict.scheduleId };
  const best = '/api/v1/tickets/seats/best-available';
  const found = await ask('POST', best, { token, body: { ...place, quantity: 2 } });
  expect(found).toMatchObject({ status: 200, data: { together: true, seats: [{}, {}] } });
  const none = await ask('POST', best, { token, body: { ...place, quantity: 1, grade: 'VIP' } });
  expect(none).toMatchObject({ status: 409, code: 'NOT_ENOUGH_SEATS' });
  await ask('DELETE', lock, { token, body: { schedule_id: strict.scheduleId } });
  const single = { ...place, seat_ids: strict.seatIds(1, 2), party_size: 2 };
  const refused = await ask('POST', lock, { token, body: single });
  expect(refused).toMatchObject({ status: 422, code: 'LEAVES_SINGLE_SEAT' });
  expect(refused.error).toMatchObject({ details: { seats: [{ number: '1' }], alternatives: [{}, {}] } });
});

test('events, one event, one schedule and its seats, in the language asked for', async () => {
  const english = { headers: { 'accept-language': 'en-GB,en;q=0.9,ko;q=0.5' } };
  const event = await ask('GET', `/api/v1/events/${sale.eventId}`, english);
  expect(event.data).toMatchObject({ title: 'Test concert', schedules: [{ grades: [{ grade: 'R' }] }] });
  const schedule = await ask('GET', `/api/v1/schedules/${sale.scheduleId}`, english);
  expect(schedule.data).toMatchObject({
    event_id: sale.eventId,
    venue: { city: 'Seoul' },
    rules: { seat_limit: 4 },
  });
  const path = `/api/v1/schedules/${sale.scheduleId}/seats?limit=30`;
  const first = await ask('GET', path);
  const second = await ask('GET', `${path}&cursor=${first.data.next_cursor}`);
  expect([first.data.seats, second.data.seats]).toMatchObject([{ length: 30 }, { length: 10 }]);
  expect(second.data.next_cursor).toBeNull();
  expect((await ask('GET', '/api/v1/events/none', english)).error).toMatchObject({ code: 'EVENT_NOT_FOUND' });
  const other = { event_id: 'another', schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0) };
  const { token } = await signUpSomebody();
  expect((await ask('POST', lock, { token, body: other })).status).toBe(404);
});

test('one valid session: the older token is told apart from none', async () => {
  const { token, email } = await signUpSomebody();
  const body = { email: ` ${email.toUpperCase()} `, password: testPassword };
  const second = await ask('POST', '/api/v1/auth/sign-in', { body });
  expect(second.status).toBe(200);
  expect(await ask('GET', bookings, { token })).toMatchObject({ status: 401, code: 'SESSION_SUPERSEDED' });
  expect(await ask('GET', bookings)).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
  expect((await ask('POST', '/api/v1/auth/sign-up', { body: { ...body, name: 'X' } })).code).toBe(
    'EMAIL_TAKEN',
  );
  const wrong = { ...body, password: 'wrong' };
  expect(await ask('POST', '/api/v1/auth/sign-in', { body: wrong })).toMatchObject({
    status: 401,
    code: 'WRONG_CREDENTIALS',
  });
  const newest = String(second.data.token);
  expect((await ask('POST', '/api/v1/auth/sign-out', { token: newest })).status).toBe(200);
  expect((await ask('GET', bookings, { token: newest })).code).toBe('NOT_SIGNED_IN');
});

test('a cookie caller must come from a page of ours; a program with a token need not', async () => {
  const { email } = await signUpSomebody();
  const body = { email, password: testPassword };
  const signedIn = await ask('POST', '/api/v1/auth/sign-in', { body });
  const set = signedIn.headers.get('set-cookie') ?? '';
  expect(set).toMatch(/^rowlock\.session_token=[^;]+; .*HttpOnly; SameSite=Lax/);
  const cookie = set.split(';')[0] ?? '';
  expect((await ask('GET', bookings, { headers: { cookie } })).status).toBe(200);
  const wish = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(9) };
  const drop = (headers: Record<string, string>) =>
    ask('DELETE', lock, { headers: { cookie, ...headers }, body: { schedule_id: wish.schedule_id } });
  expect(await drop({})).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' });
  expect((await drop({ origin: 'https://evil.example' })).code).toBe('ORIGIN_REFUSED');
  expect((await drop({ origin: 'null' })).code).toBe('ORIGIN_REFUSED');
  expect((await drop({ 'sec-fetch-site': 'cross-site' })).code).toBe('ORIGIN_REFUSED');
  expect((await drop({ origin: 'http://localhost:3000' })).status).toBe(200);
  expect((await drop({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  const foreign = { origin: 'https://evil.example' };
  expect((await ask('POST', '/api/v1/auth/sign-in', { body, headers: foreign })).code).toBe('ORIGIN_REFUSED');
});

test('an API key does what its scopes say and nothing of the account itself', async () => {
  const { token, userId } = await signUpSomebody();
  const key = async (scopes: string[]) => {
    const made = await ask('POST', '/api/v1/account/api-keys', { token, body: { name: 'till', scopes } });
    expect(made.status).toBe(201);
    return { id: String(made.data.api_key_id), token: String(made.data.key) };
  };
  const reader = await key(['read']);
  const seller = await key(['sell']);
  const manager = await key(['manage']);
  const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(20) };
  expect((await ask('GET', bookings, { token: reader.token })).status).toBe(200);
  expect(await ask('POST', lock, { token: reader.token, body })).toMatchObject({
    status: 403,
    code: 'NOT_ALLOWED',
  });
  expect((await ask('POST', lock, { token: seller.token, body })).status).toBe(200);
  expect((await ask('GET', bookings, { token: manager.token })).status).toBe(403);
  expect((await ask('GET', '/api/v1/account/api-keys', { token: seller.token })).code).toBe('NOT_ALLOWED');
  expect((await ask('GET', '/api/v1/account/api-keys', { token })).data.api_keys).toHaveLength(3);
  expect((await ask('DELETE', `/api/v1/account/api-keys/${seller.id}`, { token })).status).toBe(200);
  expect((await ask('POST', lock, { token: seller.token, body })).code).toBe('NOT_SIGNED_IN');
  expect((await ask('DELETE', `/api/v1/account/api-keys/${seller.id}`, { token })).code).toBe(
    'API_KEY_NOT_FOUND',
  );
  expect(userId).not.toBe('');
});

test('organizers withhold seats of their own schedules, others may not', async () => {
  const { token, userId } = await signUpSomebody();
  await prisma().user.update({ where: { id: userId }, data: { role: 'organizer' } });
  const own = await createTestSale({ organizerId: userId });
  const call = (schedule: TestSale, verb: string) =>
    ask('POST', `/api/v1/organizer/schedules/${schedule.scheduleId}/${verb}`, {
      token,
      body: { seat_ids: schedule.seatIds(3, 4) },
    });
  expect((await call(sale, 'withhold')).code).toBe('NOT_ALLOWED');
  expect((await call(own, 'withhold')).data.seats).toHaveLength(2);
  const buyer = await signUpSomebody();
  const body = { schedule_id: own.scheduleId, seat_ids: own.seatIds(3) };
  expect((await ask('POST', lock, { token: buyer.token, body })).code).toBe('SEAT_WITHHELD');
  expect((await call(own, 'unwithhold')).status).toBe(200);
  expect((await call(own, 'unwithhold')).code).toBe('SEAT_NOT_WITHHELD');
  expect((await ask('POST', lock, { token: buyer.token, body })).status).toBe(200);
});

test('change the password and delete the account over the API', async () => {
  const { token, email } = await signUpSomebody();
  const change = { current_password: testPassword, new_password: 'another long password' };
  const changed = await ask('POST', '/api/v1/account/change-password', { token, body: change });
  expect(changed.status).toBe(200);
  const fresh = String(changed.data.token);
  expect((await ask('GET', bookings, { token })).code).toBe('SESSION_SUPERSEDED');
  const wrong = await ask('DELETE', '/api/v1/account', { token: fresh, body: { password: testPassword } });
  expect(wrong.code).toBe('WRONG_CREDENTIALS');
  const gone = await ask('DELETE', '/api/v1/account', {
    token: fresh,
    body: { password: 'another long password' },
  });
  expect(gone.data).toEqual({ deleted: true });
  const back = { email, password: 'another long password' };
  expect((await ask('POST', '/api/v1/auth/sign-in', { body: back })).code).toBe('WRONG_CREDENTIALS');
});
