import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { offerStandby } from '@/lib/use-cases/offer-standby';
import { ask, signUpSomebody } from './test-api';

let close: () => Promise<void>;
let sale: TestSale;
let path: string;
let kim: Awaited<ReturnType<typeof signUpSomebody>>;
let lee: Awaited<ReturnType<typeof signUpSomebody>>;
let park: Awaited<ReturnType<typeof signUpSomebody>>;

const lock = '/api/v1/tickets/seats/lock';
const bookings = '/api/v1/tickets/bookings';

beforeAll(async () => {
  process.env.RATE_LIMITS = 'off';
  close = await openTestStores();
  sale = await createTestSale();
  path = `/api/v1/schedules/${sale.scheduleId}/standby`;
  [kim, lee, park] = [await signUpSomebody('Kim'), await signUpSomebody('Lee'), await signUpSomebody('Park')];
});
afterAll(() => close());

async function book(token: string, ...places: number[]) {
  const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(...places) };
  return ask('POST', bookings, { token, body, headers: { 'idempotency-key': `book ${places}` } });
}

test('the whole way: stand by, keep the place, be offered, hold it as mine, book it', async () => {
  const booked = await book(kim.token, 0, 1);
  const wish = {
    seats: [
      { row: '1열', number: 1 },
      { row: '1열', number: 2 },
    ],
  };
  const joined = await ask('POST', path, { token: lee.token, body: wish });
  expect(joined).toMatchObject({
    ...{
      status: 201,
      data: { kind: 'seats', state: 'waiting', ahead: 0, offer: null, quantity: 2, grade: null },
    },
  });
  const again = await ask('POST', path, { token: lee.token, body: { seat_ids: sale.seatIds(0, 1) } });
  expect(again).toMatchObject({ status: 200, data: { standby_id: joined.data.standby_id } });
  const behind = await ask('POST', path, { token: park.token, body: { seat_ids: sale.seatIds(1) } });
  expect(behind.data).toMatchObject({ ahead: 1 });

  const cancel = `${bookings}/${booked.data.code}/cancel`;
  await ask('POST', cancel, { token: kim.token, headers: { 'idempotency-key': 'cancel' } });
  const lost = await ask('POST', lock, {
    token: park.token,
    body: { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0) },
  });
  expect(lost.code).toBe('SEAT_ALREADY_HELD');
  await offerStandby();
  const mine = await ask('GET', path, { token: lee.token });
  expect(mine.data).toMatchObject({
    standby: [
      {
        state: 'offered',
        ahead: null,
        offer: { total: { amount: 308_000 }, seats: [{ number: '1' }, { number: '2' }] },
      },
    ],
  });
  const hold = await ask('GET', `${lock}?schedule_id=${sale.scheduleId}`, { token: lee.token });
  expect(hold.data).toMatchObject({ offered_seat_ids: sale.seatIds(0, 1) });
  expect((await ask('GET', '/api/v1/tickets/standby', { token: lee.token })).data).toMatchObject({
    standby: [{ state: 'offered', event: { title: '시험 공연' }, venue: { city: '서울' } }],
  });
  expect(await book(park.token, 1)).toMatchObject({ status: 409, code: 'SEAT_ALREADY_HELD' });
  expect((await book(lee.token, 0, 1)).status).toBe(201);
  expect((await ask('GET', path, { token: lee.token })).data).toEqual({ standby: [] });
});

test('any so many of a grade; leaving; and what is refused', async () => {
  const { token } = park;
  expect(await ask('POST', path, { token, body: { grade: 'R', quantity: 2 } })).toMatchObject({
    ...{ status: 409, code: 'STANDBY_NOT_NEEDED' },
  });
  expect(await ask('POST', path, { token, body: { grade: 'X', quantity: 2 } })).toMatchObject({
    ...{ status: 404, code: 'GRADE_NOT_FOUND' },
  });
  for (const body of [
    {},
    { grade: 'R' },
    { quantity: 2 },
    { grade: 'R', quantity: 1, seat_ids: sale.seatIds(1) },
  ]) {
    expect(await ask('POST', path, { token, body })).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  }
  expect(await ask('POST', path, { token, body: { seat_ids: sale.seatIds(7) } })).toMatchObject({
    ...{ code: 'STANDBY_NOT_NEEDED', error: { details: { seats: [{ number: '8' }] } } },
  });
  expect((await ask('POST', path, { body: { seat_ids: sale.seatIds(1) } })).status).toBe(401);
  const [place] = (await ask('GET', path, { token })).data.standby as { standby_id: string }[];
  const standby_id = place?.standby_id;
  expect(await ask('DELETE', path, { token: lee.token, body: { standby_id } })).toMatchObject({
    ...{ status: 404, code: 'STANDBY_NOT_FOUND' },
  });
  for (const _ of ['left', 'left already']) {
    expect((await ask('DELETE', path, { token, body: { standby_id } })).data).toEqual({ standby_id });
  }
  expect((await ask('GET', path, { token })).data).toEqual({ standby: [] });
  const nowhere = await ask('GET', '/api/v1/schedules/nowhere/standby', { token });
  expect(nowhere).toMatchObject({ status: 404, code: 'SCHEDULE_NOT_FOUND' });
});

test('with a waiting room only who is inside stands in line; who is offered something is let in for it', async () => {
  const room = await createTestSale({ waitingRoom: {} });
  const standby = `/api/v1/schedules/${room.scheduleId}/standby`;
  const body = { seat_ids: room.seatIds(0) };
  const outside = await ask('POST', standby, { token: kim.token, body });
  expect(outside).toMatchObject({ status: 403, code: 'NOT_ADMITTED' });
  const hold = { token: kim.token, body: { schedule_id: room.scheduleId, ...body } };
  expect((await ask('POST', lock, hold)).code).toBe('NOT_ADMITTED');
  await prisma().standbyEntry.create({
    data: {
      ...{ id: crypto.randomUUID(), scheduleId: room.scheduleId, userId: kim.userId, state: 'offered' },
      ...{
        places: [0],
        grades: ['R'],
        quantity: 1,
        offerPlaces: [0],
        offerEndsAt: new Date(Date.now() + 60_000),
      },
    },
  });
  await offerStandby();
  expect((await ask('POST', lock, hold)).status).toBe(200);
  const checkout = { token: kim.token, body: { schedule_id: room.scheduleId } };
  expect((await ask('POST', '/api/v1/tickets/checkout', checkout)).status).toBe(200);
  const booking = { ...hold, headers: { 'idempotency-key': 'inside' } };
  expect((await ask('POST', bookings, booking)).status).toBe(201);
  expect((await ask('POST', lock, { ...hold, body: { ...hold.body, seat_ids: room.seatIds(1) } })).code).toBe(
    'NOT_ADMITTED',
  );
});
