import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { apiApp } from './app';
import { ask, signUpSomebody } from './test-api';

let close: () => Promise<void>;
let sale: TestSale;
let buyer: Awaited<ReturnType<typeof signUpSomebody>>;
let organizer: typeof buyer;
let staff: typeof buyer;
const checkIn = '/api/v1/check-in';

beforeAll(async () => {
  process.env.RATE_LIMITS = 'off';
  close = await openTestStores();
  [buyer, organizer, staff] = [await signUpSomebody(), await signUpSomebody(), await signUpSomebody()];
  await prisma().user.update({ where: { id: organizer.userId }, data: { role: 'organizer' } });
  sale = await createTestSale({ organizerId: organizer.userId, seatLimit: 20 });
});
afterAll(() => close());

async function book(...places: number[]): Promise<{ code: string; tokens: string[] }> {
  const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(...places) };
  const headers = { 'idempotency-key': `book-${places.join()}` };
  const booked = await ask('POST', '/api/v1/tickets/bookings', { token: buyer.token, body, headers });
  const code = String(booked.data.code);
  const issued = await ask('GET', `/api/v1/tickets/bookings/${code}/tickets`, { token: buyer.token });
  return { code, tokens: (issued.data.tickets as { token: string }[]).map(({ token }) => token) };
}

const scan = (who: string, more: object, headers = {}) =>
  ask('POST', checkIn, {
    ...{ token: who, headers, body: { schedule_id: sale.scheduleId, device_id: 'Gate A', ...more } },
  });

test('the whole way: book, get tickets, put staff on, be let in, be refused with reasons, work offline', async () => {
  const { code, tokens } = await book(0, 1);
  const [first = '', second = ''] = tokens;
  const strangers = await ask('GET', `/api/v1/tickets/bookings/${code}/tickets`, { token: staff.token });
  expect(strangers.code).toBe('BOOKING_NOT_FOUND');

  expect(await scan(staff.token, { ticket: first })).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
  const staffPath = `/api/v1/organizer/events/${sale.eventId}/staff`;
  const email = { email: staff.email.toUpperCase() };
  expect(await ask('POST', staffPath, { token: buyer.token, body: email })).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  expect(await ask('POST', staffPath, { token: organizer.token, body: email })).toMatchObject({
    status: 200,
  });
  expect((await ask('GET', staffPath, { token: organizer.token })).data.staff).toMatchObject([
    { user_id: staff.userId, email: staff.email },
  ]);
  expect((await ask('GET', `${checkIn}/schedules`, { token: staff.token })).data).toMatchObject({
    schedules: [{ schedule_id: sale.scheduleId, title: '시험 공연', manages_staff: false }],
  });

  const list = `${checkIn}/list?schedule_id=${sale.scheduleId}`;
  const page = await ask('GET', `${list}&limit=1`, { token: staff.token });
  expect(page.data).toMatchObject({
    counts: { admitted: 0, total: 2 },
    tickets: [{ ticket_id: `${code}-0` }],
  });
  const rest = await ask('GET', `${list}&limit=5&cursor=${page.data.next_cursor}`, { token: staff.token });
  expect(rest.data).toMatchObject({ next_cursor: null, tickets: [{ ticket_id: `${code}-1`, used: null }] });

  expect(await scan(staff.token, { ticket: first })).toMatchObject({
    ...{ status: 200, data: { ticket_id: `${code}-0`, grade: 'R', seat: { row: '1열', number: '1' } } },
  });
  const korean = await scan(staff.token, { ticket: first });
  expect(korean).toMatchObject({
    ...{ status: 409, code: 'TICKET_ALREADY_USED' },
    error: { details: { device: 'Gate A', ticket: { ticket_id: `${code}-0` } } },
  });
  expect(korean.error?.message).toMatch(/^이미 .*‘Gate A’에서 사용한 티켓입니다\.$/);
  const english = await scan(staff.token, { ticket: first }, { 'accept-language': 'en' });
  expect(english.error?.message).toMatch(/^This ticket was already used .* at “Gate A”\.$/);
  expect(await scan(staff.token, { ticket: `${first.slice(0, -1)}!` })).toMatchObject({
    ...{ status: 422, code: 'TICKET_BAD_SIGNATURE' },
  });
  expect(await scan(staff.token, { ticket_id: 'NOBODY-1' })).toMatchObject({
    status: 404,
    code: 'TICKET_NOT_FOUND',
  });
  expect((await scan(staff.token, {})).code).toBe('INVALID_REQUEST');
  expect((await scan(staff.token, { ticket: first, ticket_id: 'x-1' })).code).toBe('INVALID_REQUEST');

  const scanned_at = new Date(Date.now() - 60_000).toISOString();
  const sync = await ask('POST', `${checkIn}/sync`, {
    token: staff.token,
    body: {
      ...{ schedule_id: sale.scheduleId, device_id: 'Gate B' },
      scans: [
        { scan_id: 'a', ticket: first, scanned_at },
        { scan_id: 'b', ticket: second, scanned_at },
        { scan_id: 'c', ticket: 'https://example.com', scanned_at },
      ],
    },
  });
  expect(sync.data.scans).toMatchObject([
    { scan_id: 'a', verdict: 'TICKET_ALREADY_USED', details: { device: 'Gate A' } },
    { scan_id: 'b', verdict: 'ADMITTED', admitted_at: scanned_at },
    { scan_id: 'c', verdict: 'TICKET_BAD_SIGNATURE', ticket: null },
  ]);
  const wrong = await ask('GET', `${checkIn}/wrong-entries?schedule_id=${sale.scheduleId}`, {
    token: staff.token,
  });
  expect(wrong.data.entries).toMatchObject([
    {
      code: 'TICKET_ALREADY_USED',
      at: scanned_at,
      device: 'Gate B',
      first: { device: 'Gate A', offline: false },
    },
  ]);
  const since = encodeURIComponent(String(page.data.as_of));
  const changed = await ask('GET', `${list}&since=${since}`, { token: staff.token });
  expect(changed.data).toMatchObject({ counts: { admitted: 2, total: 2 }, tickets: [{}, {}] });

  const gone = await ask('DELETE', `${staffPath}/${staff.userId}`, { token: organizer.token });
  expect(gone.status).toBe(200);
  expect((await scan(staff.token, { ticket: second })).code).toBe('NOT_ALLOWED');
});

test('a cancelled booking has no tickets, and the ones it had are refused', async () => {
  const { code, tokens } = await book(5);
  const cancel = `/api/v1/tickets/bookings/${code}`;
  const headers = { 'idempotency-key': 'c' };
  expect((await ask('POST', `${cancel}/cancel`, { token: buyer.token, headers })).status).toBe(200);
  expect((await ask('GET', `${cancel}/tickets`, { token: buyer.token })).data).toEqual({ tickets: [] });
  expect((await ask('POST', `${cancel}/tickets/renew`, { token: buyer.token })).code).toBe('NO_TICKETS');
  expect((await scan(organizer.token, { ticket: tokens[0] })).code).toBe('TICKET_CANCELLED');
});

test('renewed tickets replace the earlier ones', async () => {
  const { code, tokens } = await book(7);
  const path = `/api/v1/tickets/bookings/${code}/tickets/renew`;
  expect((await ask('POST', path, { token: buyer.token })).data).toEqual({ serial: 1 });
  expect((await scan(organizer.token, { ticket: tokens[0] })).code).toBe('TICKET_REPLACED');
});

test('anybody can verify a ticket with the published keys, which tell nothing private', async () => {
  const { tokens } = await book(9);
  const answer = await apiApp().request('/.well-known/jwks.json', {}, {});
  expect(answer.headers.get('content-type')).toBe('application/jwk-set+json');
  const text = await answer.text();
  expect(text).not.toContain('"d"');
  const keys = createLocalJWKSet(JSON.parse(text));
  const { payload } = await jwtVerify(tokens[0] ?? '', keys, { algorithms: ['Ed25519'] });
  expect(payload).toMatchObject({ s: sale.scheduleId, n: 0 });
});

test('a scanner with an API key needs the scope for it', async () => {
  const { tokens } = await book(11);
  const keyWith = async (scope: string) => {
    const body = { name: 'scanner', scopes: [scope] };
    const made = await ask('POST', '/api/v1/account/api-keys', { token: organizer.token, body });
    return String(made.data.key);
  };
  expect((await scan(await keyWith('sell'), { ticket: tokens[0] })).code).toBe('NOT_ALLOWED');
  expect((await scan(await keyWith('check_in'), { ticket: tokens[0] })).status).toBe(200);
});
