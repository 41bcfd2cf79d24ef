import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import type { Call } from './call';
import { calls } from './calls';
import { ask, signUpSomebody } from './test-api';

let close: () => Promise<void>;
let sale: TestSale;
let token: string;
const lock = '/api/v1/tickets/seats/lock';

beforeAll(async () => {
  process.env.RATE_LIMITS = 'off';
  close = await openTestStores();
  const organizer = await signUpSomebody();
  await prisma().user.update({ where: { id: organizer.userId }, data: { role: 'operator' } });
  sale = await createTestSale({ organizerId: organizer.userId, areas: [20] });
  token = organizer.token;
});
afterAll(() => close());

const nasty = fc.constantFrom(
  ...[
    '',
    ' ',
    '\u0000',
    '1\u0000',
    '\ud800',
    '😀'.repeat(20),
    '가'.repeat(100),
    '%00',
    "'; --",
    '../..',
    '-1',
    '1e309',
  ],
  ...[
    '__proto__',
    'constructor',
    'null',
    '{}',
    '[]',
    'x'.repeat(3000),
    '１',
    '0000-01-01T00:00:00Z',
    '2026-02-30T99:00:00Z',
  ],
);
const leaf = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Field names that the API knows, so that what is made is nearly right. */
const fields = [
  ...['email', 'password', 'name', 'current_password', 'new_password', 'scopes', 'event_id', 'schedule_id'],
  ...[
    'seats',
    'seat_ids',
    'hold_id',
    'areas',
    'payment_method',
    'row',
    'number',
    'section',
    'q',
    'from',
    'to',
    'limit',
    'cursor',
  ],
  ...['device_id', 'ticket', 'ticket_id', 'scan_id', 'scanned_at', 'scans', 'since'],
];

/** Bodies that are right for the call, but for what is replaced. */
function nearlyRight(call: Call) {
  const { scheduleId, eventId } = sale;
  const right: Record<string, unknown>[] = [
    { schedule_id: scheduleId, event_id: eventId, seat_ids: sale.seatIds(0, 1) },
    { schedule_id: scheduleId, seats: [{ row: '1열', number: 1 }] },
    { schedule_id: scheduleId, hold_id: crypto.randomUUID() },
    {
      schedule_id: scheduleId,
      areas: [sale.area(0, 1)].map(({ areaId, ...n }) => ({ area_id: areaId, ...n })),
    },
    { schedule_id: scheduleId, areas: [{ area_id: sale.area(0, 1).areaId, keep: 0 }] },
    { schedule_id: scheduleId },
    { seat_ids: sale.seatIds(30) },
    { seats: [{ section: 'Floor', row: '2열', number: '2' }] },
    { email: 'near@example.com', password: 'long enough', name: 'Near' },
    { email: 'near@example.com', password: 'long enough' },
    { current_password: 'wrong one', new_password: 'long enough' },
    { password: 'wrong one' },
    { name: 'key', scopes: ['read'] },
    { schedule_id: scheduleId, device_id: 'A', ticket_id: 'CODE-1', scan_id: 's' },
    { schedule_id: scheduleId, device_id: 'A', ticket: 'e30.e30.e30', scanned_at: '2026-12-01T19:00:00Z' },
    {
      ...{ schedule_id: scheduleId, device_id: 'A' },
      scans: [{ scan_id: 's', ticket_id: 'CODE-1', scanned_at: '2026-12-01T19:00:00Z' }],
    },
    { email: 'near@example.com' },
    { grade: 'R', quantity: 2 },
    { standby_id: crypto.randomUUID() },
  ];
  const fitting = right.filter((body) => call.body?.safeParse(body).success);
  const known = [...new Set(fitting.flatMap((body) => Object.keys(body)))];
  const name = fc.constantFrom(...(known.length > 0 ? known : fields));
  const changes = fc.dictionary(name, fc.oneof(leaf, fc.array(leaf, { maxLength: 5 })), { maxKeys: 2 });
  const base = fc.constantFrom<Record<string, unknown>>(...(fitting.length > 0 ? fitting : [{}]));
  return fc.tuple(base, changes).map(([body, change]) => ({ ...body, ...change }));
}

/** A text as it can stand in a path or in a header. */
const inPath = fc.oneof(nasty, fc.string({ maxLength: 30 })).map((text) => {
  const wellFormed = text.replaceAll(/\p{Surrogate}/gu, '?');
  return encodeURIComponent(wellFormed).replaceAll('.', '%2E') || 'x';
});
const inHeader = fc.string({ maxLength: 300 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '?').trim());

for (const call of calls) {
  // Signing out and deleting the account would end the session the other cases need.
  const ends = call.name === 'signOut' || call.name === 'deleteAccount';
  test(`${call.method} ${call.path} never answers a 5xx, whatever comes in`, async () => {
    const params = fc.array(fc.oneof(inPath, fc.constant(sale.scheduleId)), { minLength: 2, maxLength: 2 });
    const names = fc.constantFrom(
      'q',
      'from',
      'to',
      'limit',
      'cursor',
      'status',
      'section',
      'grade',
      'schedule_id',
      'x',
    );
    const values = fc.oneof(
      inPath,
      fc.constantFrom('1', '10', 'held', 'mine', 'R', '2026-11-21T00:00:00Z', sale.scheduleId),
    );
    const query = fc.dictionary(names, values, { maxKeys: 3 });
    const strange = fc.oneof(fc.json(), leaf, fc.string({ unit: 'binary' }), fc.constant(undefined));
    const body = fc.oneof({ weight: 3, arbitrary: nearlyRight(call) }, strange);
    const asked = fc.record({
      params,
      query,
      body,
      key: inHeader,
      signedIn: fc.nat({ max: 9 }).map((n) => n !== 0),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ params: [first = '', second = ''], ...sent }) => {
        const given = [first, second];
        const path = call.path.replaceAll(/\{\w+\}/g, () => given.pop() ?? 'x');
        const search = new URLSearchParams();
        for (const [name, value] of Object.entries(sent.query))
          search.append(name, decodeURIComponent(value));
        const answer = await ask(call.method, `${path}?${search}`, {
          token: sent.signedIn && !ends ? token : undefined,
          headers: { 'idempotency-key': sent.key },
          ...(call.method !== 'GET' && sent.body !== undefined && { body: sent.body }),
        });
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
    expect((await ask('GET', '/api/v1/tickets/bookings', { token })).status).toBe(200);
  });
}

test('each fault is named by its path, unknown fields too, in the language asked for', async () => {
  const body = { schedule_id: 1.5, seats: [{ row: true, number: -1, colour: 'red' }], extra: 1 };
  const refused = await ask('POST', lock, { token, body, headers: { 'accept-language': 'en' } });
  expect(refused).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  const issues = refused.error?.details?.issues as { path: string }[];
  expect(issues.map((issue) => issue.path).sort()).toEqual(['extra', 'seats.0.colour', 'seats.0.row']);
  const korean = await ask('POST', lock, { token, body, headers: { 'accept-language': 'ko' } });
  expect(korean.error?.message).not.toBe(refused.error?.message);
  expect(JSON.stringify(korean.error?.details)).toMatch(/알 수 없는 항목/);
  const both = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0), hold_id: 'x' };
  const booking = { token, body: both, headers: { 'idempotency-key': 'k' } };
  expect((await ask('POST', '/api/v1/tickets/bookings', booking)).code).toBe('INVALID_REQUEST');
});

test('10,000 seat ids, a body over 64 kB, no JSON and no body are each refused', async () => {
  const seat_ids = Array.from({ length: 10_000 }, (_, n) => String(n));
  const many = await ask('POST', lock, { token, body: { schedule_id: sale.scheduleId, seat_ids } });
  expect(many).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  const hundreds = seat_ids.slice(0, 500);
  const fewer = await ask('POST', lock, {
    token,
    body: { schedule_id: sale.scheduleId, seat_ids: hundreds },
  });
  expect(fewer.error?.details).toMatchObject({ issues: [{ path: 'seat_ids' }] });
  for (const body of [`"${'x'.repeat(70_000)}"`, '{"schedule_id": ', '']) {
    expect(await ask('POST', lock, { token, body })).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  }
  expect((await ask('POST', lock, { token })).status).toBe(400);
});

test('seats of another schedule and unknown seats are refused by name', async () => {
  const other = await createTestSale();
  const body = { schedule_id: sale.scheduleId, seat_ids: other.seatIds(0) };
  expect(await ask('POST', lock, { token, body })).toMatchObject({ status: 404, code: 'SEAT_NOT_FOUND' });
});

test('unknown paths and wrong methods are refused in the envelope', async () => {
  expect(await ask('GET', '/api/v1/nothing')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const wrong = await ask('PUT', lock, { token, body: {} });
  expect(wrong).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  expect(wrong.headers.get('allow')).toBe('POST, GET, DELETE');
  expect((await ask('POST', `/api/v1/schedules/${sale.scheduleId}/live`, { body: {} })).status).toBe(405);
});
