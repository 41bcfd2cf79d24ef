import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { granted } from '@/lib/domain/result';
import { areaId } from '@/lib/domain/standing-area';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { confirmBookingInDatabase } from '@/lib/postgres/booking-store';
import { prisma } from '@/lib/postgres/client';
import { withinRedisBudget } from '@/lib/redis/client';
import { BookingLine } from '@/lib/sale/booking-line';
import { findSale } from '@/lib/sale/find-sale';
import { makeBooking } from '@/lib/sale/make-booking';
import {
  createTestBuyer,
  createTestSale,
  openTestStores,
  type TestSale,
  type TestSaleOptions,
} from '@/lib/sale/test-sale';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';
import { beginCheckout } from './begin-checkout';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { holdSeats } from './hold-seats';
import { listSeats } from './list-seats';
import { viewBooking } from './view-booking';
import { viewHold } from './view-hold';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

async function scene(options: TestSaleOptions = {}) {
  const sale = await createTestSale(options);
  const buyer = await createTestBuyer();
  const book = (idempotencyKey: string, ...places: number[]) =>
    confirmBooking({
      buyer,
      scheduleId: sale.scheduleId,
      wanted: { seatIds: sale.seatIds(...places) },
      idempotencyKey,
    });
  return { sale, buyer, book, scheduleId: sale.scheduleId };
}

async function statusOf(sale: TestSale, place: number) {
  const listed = await listSeats({ scheduleId: sale.scheduleId, buyer: null, limit: 1000 });
  return listed.ok ? listed.value.seats[place]?.status : undefined;
}

test('a held seat is booked by the hold id; no seat_lock is left', async () => {
  const { sale, buyer, scheduleId } = await scene();
  const held = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  if (!held.ok) throw new Error('not held');
  const { holdId } = held.value;
  const booked = await confirmBooking({ buyer, scheduleId, wanted: { holdId }, idempotencyKey: holdId });
  expect(booked).toMatchObject({
    ok: true,
    value: { replayed: false, booking: { status: 'CONFIRMED', total: { amount: 308_000 }, seats: [{}, {}] } },
  });
  expect(await withinRedisBudget((client) => client.keys(`seat_lock:{${scheduleId}}:*`))).toEqual([]);
  expect(await viewHold({ buyer, scheduleId })).toMatchObject({ ok: false });
  expect(await statusOf(sale, 0)).toBe('sold');
  const rows = await prisma().bookingAudit.findMany({ where: { booking: { scheduleId } } });
  expect(rows).toMatchObject([{ from: null, to: 'CONFIRMED', actorId: buyer.userId }]);
});

test('the same key gets the first answer, even after the hold is gone; another body is refused', async () => {
  const { book } = await scene();
  const first = await book('key', 0, 1);
  const again = await book('key', 1, 0);
  expect(first.ok && again.ok && again.value.booking.code === first.value.booking.code).toBe(true);
  expect(again).toMatchObject({ ok: true, value: { replayed: true } });
  expect(await book('key', 2)).toEqual({ ok: false, refusal: { code: 'IDEMPOTENCY_KEY_REUSED' } });
});

test('what is left of a hold after a booking out of it is booked under an id of its own', async () => {
  const { sale, buyer, scheduleId } = await scene({ areas: [10] });
  const area = { areaId: areaId(scheduleId, 0), quantity: 2 };
  const held = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(3), areas: [area] } });
  if (!held.ok) throw new Error(held.refusal.code);
  const [some, rest] = [
    { ...area, quantity: 1 },
    { seatIds: sale.seatIds(3), areas: [{ ...area, quantity: 1 }] },
  ];
  const bookUnder = (holdId: string, wanted: { seatIds: string[]; areas: (typeof some)[] }) =>
    confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: holdId });
  const first = await bookUnder(held.value.holdId, { seatIds: [], areas: [some] });
  expect(first).toMatchObject({ ok: true, value: { replayed: false } });
  const left = await viewHold({ buyer, scheduleId });
  if (!left.ok) throw new Error(left.refusal.code);
  expect(left.value).toMatchObject({ seats: [{ place: 3 }], areas: [{ quantity: 1 }] });
  expect(left.value.holdId).not.toBe(held.value.holdId);
  // A page that has not heard of it books nothing it does not show.
  expect(await bookUnder(held.value.holdId, rest)).toEqual({
    ...{ ok: false, refusal: { code: 'IDEMPOTENCY_KEY_REUSED' } },
  });
  expect(await bookUnder(left.value.holdId, rest)).toMatchObject({ ok: true, value: { replayed: false } });
  expect(await viewHold({ buyer, scheduleId })).toMatchObject({ ok: false });
});

test('what is left of a hold after a booking whose process died is booked under an id of its own', async () => {
  const { sale, buyer, scheduleId } = await scene();
  const held = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(3, 4) } });
  if (!held.ok) throw new Error(held.refusal.code);
  const attempt = { buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey: held.value.holdId };
  const wish = { scheduleId, places: [3], areas: [], bookingId: randomUUID(), code: 'DIED-HERE' };
  const said = await confirmBookingInDatabase(
    { ...attempt, bodyHash: 'x' },
    { ...wish, paymentMethod: 'none' },
  );
  expect(said).toHaveProperty('booked');
  while ((await drainOutbox()) > 0);
  const left = await beginCheckout({ buyer, scheduleId });
  if (!left.ok) throw new Error(left.refusal.code);
  expect(left.value.seats).toMatchObject([{ place: 4 }]);
  const rest = await confirmBooking({
    ...{ buyer, scheduleId, wanted: { seatIds: sale.seatIds(4) } },
    idempotencyKey: left.value.holdId,
  });
  expect(rest).toMatchObject({ ok: true, value: { replayed: false } });
});

test('a refusal leaves the key free', async () => {
  const { sale, book, scheduleId } = await scene();
  const other = await createTestBuyer();
  await holdSeats({ buyer: other, scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  expect(await book('key', 0)).toMatchObject({ ok: false, refusal: { code: 'SEAT_ALREADY_HELD' } });
  expect(await book('key', 1)).toMatchObject({ ok: true });
});

test('a refused booking gives back the seats it took itself and keeps the hold', async () => {
  const { sale, buyer, book, scheduleId } = await scene({ seatLimit: 2 });
  await book('before', 5);
  await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  expect(await book('key', 0, 1)).toMatchObject({ ok: false, refusal: { code: 'SEAT_LIMIT_EXCEEDED' } });
  const hold = await viewHold({ buyer, scheduleId });
  expect(hold.ok && hold.value.seats.map((seat) => seat.place)).toEqual([0]);
  expect(await statusOf(sale, 1)).toBe('available');
});

test('what can never be booked is not claimed while the database thinks: too many seats, a sale that is not open', async () => {
  const { scheduleId, buyer, book } = await scene({ seatLimit: 2 });
  const early = await scene({ salesOpenInHours: 1 });
  const indexes = [scheduleId, early.scheduleId].map((id) => `hold_index:{${id}}`);
  await prisma().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM users WHERE id IN (${buyer.userId}, ${early.buyer.userId}) FOR UPDATE`;
    expect(await book('key', 0, 1, 2)).toMatchObject({ ok: false, refusal: { code: 'SEAT_LIMIT_EXCEEDED' } });
    expect(await early.book('key', 0)).toMatchObject({ ok: false, refusal: { code: 'SALES_NOT_OPEN' } });
    expect(await withinRedisBudget((client) => client.exists(indexes))).toBe(0);
  });
});

test('a call that was answered before it came to the database books nothing late; its repeat does', async () => {
  const { sale, buyer, book, scheduleId } = await scene();
  const found = await findSale({ scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  if (!found.ok) throw new Error('no sale');
  const { userId: buyerId, sessionId } = buyer;
  const late = makeBooking({
    sale: found.value,
    attempt: { buyerId, sessionId, idempotencyKey: 'a', bodyHash: 'h' },
    wanted: { seatIds: sale.seatIds(0) },
    method: 'none',
    line: new BookingLine({ scheduleId, userId: buyerId, idempotencyKey: 'a' }),
    answered: AbortSignal.abort('answered'),
  });
  await expect(late).rejects.toThrow(StoreUnavailable);
  expect(await statusOf(sale, 0)).toBe('available');
  expect(await book('a', 0)).toMatchObject({ ok: true, value: { replayed: false } });
});

test('a hold id that is not mine, or gone, is HOLD_EXPIRED', async () => {
  const { buyer, scheduleId } = await scene();
  const wanted = { holdId: '00000000-0000-4000-8000-000000000000' };
  expect(await confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: 'k' })).toEqual({
    ok: false,
    refusal: { code: 'HOLD_EXPIRED' },
  });
});

test('a superseded session books nothing', async () => {
  const { buyer, book } = await scene();
  await prisma().user.update({ where: { id: buyer.userId }, data: { currentSessionId: 'another' } });
  expect(await book('key', 0)).toEqual({ ok: false, refusal: { code: 'SESSION_SUPERSEDED' } });
});

test('overlapping shows are refused unless the schedule allows it', async () => {
  const { buyer, book } = await scene({ allowOverlap: false });
  const other = await createTestSale({ allowOverlap: false });
  const lenient = await createTestSale({ allowOverlap: true });
  expect((await book('a', 0)).ok).toBe(true);
  const bookIn = (sale: TestSale) =>
    confirmBooking({
      buyer,
      scheduleId: sale.scheduleId,
      wanted: { seatIds: sale.seatIds(0) },
      idempotencyKey: sale.scheduleId,
    });
  expect(await bookIn(other)).toMatchObject({ ok: false, refusal: { code: 'SCHEDULE_CONFLICT' } });
  expect((await bookIn(lenient)).ok).toBe(true);
});

test('a limit over all dates of an event holds across schedules', async () => {
  const { sale, buyer, book } = await scene({ eventSeatLimit: 3 });
  const second = await createTestSale({ eventId: sale.eventId, startsInHours: 24 * 40 });
  expect((await book('a', 0, 1)).ok).toBe(true);
  const more = await confirmBooking({
    buyer,
    scheduleId: second.scheduleId,
    wanted: { seatIds: second.seatIds(0, 1) },
    idempotencyKey: 'b',
  });
  expect(more).toMatchObject({
    ok: false,
    refusal: { code: 'EVENT_LIMIT_EXCEEDED', limit: 3, alreadyYours: 2 },
  });
});

test('the sales window is judged by the database after its locks', async () => {
  const { book } = await scene({ salesOpenInHours: -3, salesCloseInHours: -1 });
  expect(await book('a', 0)).toMatchObject({ ok: false, refusal: { code: 'SALES_CLOSED' } });
});

test('cancelling within the free days gives everything back; the seats are free again; a replay says the same', async () => {
  const { sale, buyer, book } = await scene();
  const booked = await book('a', 0, 1);
  if (!booked.ok) throw new Error('not booked');
  const { code } = booked.value.booking;
  const cancel = () => cancelBooking({ buyer, code, idempotencyKey: 'c' });
  expect(await cancel()).toMatchObject({
    ok: true,
    value: { status: 'CANCELLED', fee: { amount: 0 }, refund: { amount: 308_000 }, replayed: false },
  });
  expect(await cancel()).toMatchObject({ ok: true, value: { replayed: true } });
  expect(await cancelBooking({ buyer, code, idempotencyKey: 'd' })).toEqual({
    ok: false,
    refusal: { code: 'ALREADY_CANCELLED' },
  });
  expect(await statusOf(sale, 0)).toBe('available');
  expect((await book('b', 0, 1)).ok).toBe(true);
});

test('a cancellation that is repeated while the buyer does something else that lasts gets its first answer', async () => {
  const { buyer, book, scheduleId } = await scene();
  const booked = await book('a', 0);
  if (!booked.ok) throw new Error('not booked');
  const { code } = booked.value.booking;
  const cancel = (idempotencyKey: string) => cancelBooking({ buyer, code, idempotencyKey });
  expect(await cancel('c')).toMatchObject({ ok: true });
  let done = () => {};
  const lasts = new Promise<void>((resolve) => {
    done = resolve;
  });
  const other = withBuyerLock({ scheduleId, userId: buyer.userId }, () => lasts.then(() => granted(null)));
  const [repeated, another] = await Promise.all([cancel('c'), cancel('d')]);
  done();
  await other;
  expect(repeated).toMatchObject({ ok: true, value: { replayed: true } });
  expect(another).toMatchObject({ ok: false, refusal: { code: 'BUYER_BUSY' } });
});

test('late cancelling costs, and past the deadline it is refused', async () => {
  const inFiveDays = await scene({ startsInHours: 24 * 5, salesCloseInHours: 24 });
  const booked = await inFiveDays.book('a', 0);
  if (!booked.ok) throw new Error('not booked');
  const { buyer } = inFiveDays;
  expect(
    await cancelBooking({ buyer, code: booked.value.booking.code.toLowerCase(), idempotencyKey: 'c' }),
  ).toMatchObject({ ok: true, value: { fee: { amount: 30_800 }, refund: { amount: 123_200 } } });
  const tonight = await scene({ startsInHours: 1, salesCloseInHours: 0.5 });
  const late = await tonight.book('a', 0);
  if (!late.ok) throw new Error('not booked');
  const { code } = late.value.booking;
  expect(await cancelBooking({ buyer: tonight.buyer, code, idempotencyKey: 'c' })).toMatchObject({
    ok: false,
    refusal: { code: 'CANCELLATION_DEADLINE_PASSED' },
  });
});

test("somebody else's booking is not there", async () => {
  const { book } = await scene();
  const booked = await book('a', 0);
  if (!booked.ok) throw new Error('not booked');
  const { code } = booked.value.booking;
  const stranger = await createTestBuyer();
  expect(await viewBooking({ buyer: stranger, code })).toEqual({
    ok: false,
    refusal: { code: 'BOOKING_NOT_FOUND' },
  });
  expect(await cancelBooking({ buyer: stranger, code, idempotencyKey: 'x' })).toEqual({
    ok: false,
    refusal: { code: 'BOOKING_NOT_FOUND' },
  });
});

test('what Redis did not hear of a commit, the outbox tells it', async () => {
  const { sale, book, scheduleId } = await scene();
  await book('a', 0);
  // As if the process had died between commit and telling: the map still shows the seat free.
  await withinRedisBudget(async (client) => {
    await client.sendCommand(['BITFIELD', `seat_base:{${scheduleId}}`, 'SET', 'u2', '#0', '0']);
    await client.sendCommand(['BITFIELD', `seat_state:{${scheduleId}}`, 'SET', 'u2', '#0', '0']);
    await client.sendCommand(['BITFIELD', `seat_epochs:{${scheduleId}}`, 'SET', 'u32', '#0', '0']);
  });
  expect(await statusOf(sale, 0)).toBe('available');
  while ((await drainOutbox()) > 0);
  expect(await statusOf(sale, 0)).toBe('sold');
  expect(await prisma().outbox.count()).toBe(0);
});
