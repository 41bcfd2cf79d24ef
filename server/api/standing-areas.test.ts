import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { ask, signUpSomebody, startTestServer } from './test-api';

let close: () => Promise<void>;
let api: Awaited<ReturnType<typeof startTestServer>>;
let sale: TestSale;
const lock = '/api/v1/tickets/seats/lock';
const bookings = '/api/v1/tickets/bookings';

beforeAll(async () => {
  process.env.RATE_LIMITS = 'off';
  close = await openTestStores();
  api = await startTestServer();
  sale = await createTestSale({ areas: [20, 5], seatLimit: 6 });
});
afterAll(async () => {
  await api.stop();
  await close();
});

const wire = (area: number, quantity: number) => ({ area_id: sale.area(area, quantity).areaId, quantity });

async function liveFrames(position: string) {
  const path = `/api/v1/schedules/${sale.scheduleId}/live?position=${encodeURIComponent(position)}`;
  const response = await fetch(`${api.url}${path}`, { headers: { accept: 'text/event-stream' } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (wanted: RegExp) => {
    for (;;) {
      const found = wanted.exec(text);
      if (found) return found;
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`The stream ended after ${text}`);
      text += value;
    }
  };
  return { until, close: () => reader?.cancel() };
}

test('the schedule lists its areas; state and live stream carry what is free', async () => {
  const path = `/api/v1/schedules/${sale.scheduleId}`;
  const price = { amount: 110_000, currency: 'KRW' };
  expect((await ask('GET', path)).data.areas).toEqual([
    { area_id: `${sale.scheduleId}-a0`, area: 'Pit 1', grade: 'Pit', price, capacity: 20, available: 20 },
    { area_id: `${sale.scheduleId}-a1`, area: 'Pit 2', grade: 'Pit', price, capacity: 5, available: 5 },
  ]);
  const state = await fetch(`${api.url}${path}/state`);
  expect(state.headers.get('x-areas')).toBe('0=20;1=5');
  const live = await liveFrames(state.headers.get('x-position') ?? '');
  const { token } = await signUpSomebody();
  await ask('POST', lock, { token, body: { schedule_id: sale.scheduleId, areas: [wire(1, 2)] } });
  await live.until(/data: \{"seats":\[\],"areas":\[\[1,3\]\]\}/);
  await live.close();
  expect((await fetch(`${api.url}${path}/state`)).headers.get('x-areas')).toBe('0=20;1=3');
  expect((await ask('GET', path)).data).toMatchObject({ areas: [{ available: 20 }, { available: 3 }] });
  await ask('DELETE', lock, { token, body: { schedule_id: sale.scheduleId } });
});

test('hold, drop some, book with seats beside, and find the entry numbers again', async () => {
  const { token } = await signUpSomebody();
  const place = { event_id: sale.eventId, schedule_id: sale.scheduleId };
  const held = await ask('POST', lock, { token, body: { ...place, areas: [wire(0, 4)] } });
  expect(held).toMatchObject({
    status: 200,
    data: {
      seats: [],
      areas: [{ area: 'Pit 1', quantity: 4, price: { amount: 110_000 } }],
      total: { amount: 440_000 },
    },
  });
  const dropped = await ask('DELETE', lock, {
    token,
    body: { schedule_id: sale.scheduleId, areas: [{ area_id: wire(0, 1).area_id, keep: 2 }] },
  });
  expect(dropped.data).toMatchObject({
    released: [],
    released_areas: [{ quantity: 2 }],
    hold: { areas: [{ quantity: 2 }] },
  });
  await ask('POST', lock, { token, body: { ...place, seats: [{ row: '1열', number: 1 }] } });
  const hold = await ask('GET', `${lock}?schedule_id=${sale.scheduleId}`, { token });
  expect(hold.data).toMatchObject({ seats: [{ number: '1' }], areas: [{ quantity: 2 }] });
  const booked = await ask('POST', bookings, {
    token,
    body: { ...place, hold_id: hold.data.hold_id },
    headers: { 'idempotency-key': 'one' },
  });
  expect(booked).toMatchObject({
    status: 201,
    data: {
      seats: [{ number: '1' }],
      entries: [
        { area: 'Pit 1', entry_number: 1 },
        { area: 'Pit 1', entry_number: 2 },
      ],
      total: { amount: 154_000 + 220_000 },
    },
  });
  expect((await ask('GET', `${bookings}/${booked.data.code}`, { token })).data).toEqual(booked.data);
});

test('bad quantities, unknown areas and contradictions are refused, and nothing is held', async () => {
  const { token } = await signUpSomebody();
  const place = { schedule_id: sale.scheduleId };
  const areaId = wire(0, 1).area_id;
  for (const quantity of [0, -1, 1.5, 101, 1e9, '2', null, true]) {
    const body = { ...place, areas: [{ area_id: areaId, quantity }] };
    const refused = await ask('POST', lock, { token, body });
    expect(refused).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(refused.error?.details).toMatchObject({ issues: [{ path: 'areas.0.quantity' }] });
    const booking = await ask('POST', bookings, { token, body, headers: { 'idempotency-key': 'k' } });
    expect(booking).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  }
  for (const areas of [[], {}, 'x', [{ area_id: areaId }], [{ area_id: areaId, quantity: 1, x: 1 }]]) {
    expect(await ask('POST', lock, { token, body: { ...place, areas } })).toMatchObject({ status: 400 });
  }
  const contradiction = { ...place, hold_id: 'x', areas: [wire(0, 1)] };
  const both = await ask('POST', bookings, {
    token,
    body: contradiction,
    headers: { 'idempotency-key': 'k' },
  });
  expect(both).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  const unknown = { ...place, areas: [{ area_id: `${sale.scheduleId}-a7`, quantity: 1 }] };
  expect(await ask('POST', lock, { token, body: unknown })).toMatchObject({
    ...{ status: 404, code: 'AREA_NOT_FOUND' },
    error: { details: { areas: [`${sale.scheduleId}-a7`] } },
  });
  const tooMany = await ask('POST', lock, {
    token,
    body: { ...place, areas: [wire(1, 6)] },
    headers: { 'accept-language': 'en' },
  });
  expect(tooMany).toMatchObject({
    ...{ status: 409, code: 'NOT_ENOUGH_PLACES' },
    error: {
      message: 'Only 5 places are left in Pit 2. Choose fewer, or another part of the hall.',
      details: { areas: [{ area_id: wire(1, 1).area_id, name: 'Pit 2', available: 5 }] },
    },
  });
  const overLimit = await ask('POST', lock, { token, body: { ...place, areas: [wire(0, 7)] } });
  expect(overLimit).toMatchObject({ status: 422, code: 'SEAT_LIMIT_EXCEEDED' });
  expect((await ask('GET', `${lock}?schedule_id=${sale.scheduleId}`, { token })).code).toBe('NO_HOLD');
});

test('lists and figures count places as seats', async () => {
  const { eventId, scheduleId } = await createTestSale({ areas: [20], rows: 1, seatsARow: 10 });
  const { token } = await signUpSomebody();
  const body = { schedule_id: scheduleId, areas: [{ area_id: `${scheduleId}-a0`, quantity: 3 }] };
  await ask('POST', lock, { token, body });
  const counted = { seats_total: 30, seats_available: 27 };
  expect((await ask('GET', `/api/v1/events/${eventId}`)).data).toMatchObject({
    schedules: [
      { ...counted, grades: [{ grade: 'R' }, { grade: 'Pit', seats_total: 20, seats_available: 17 }] },
    ],
  });
  const events = await ask('GET', '/api/v1/events');
  expect(events.data.events).toContainEqual(
    expect.objectContaining({ event_id: eventId, schedules: [expect.objectContaining(counted)] }),
  );
  await ask('POST', bookings, { token, body, headers: { 'idempotency-key': 'count' } });
  expect(await prisma().bookingArea.count({ where: { scheduleId, live: true } })).toBe(3);
});
