import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BookingStatus, bookingStatuses, mayBecome } from '@/lib/domain/booking-states';
import type { Buyer } from '@/lib/domain/buyer';
import { createTestBuyer, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import {
  type Attempt,
  type CancelWish,
  cancelBookingInDatabase,
  confirmBookingInDatabase,
} from './booking-store';
import { prisma } from './client';
import { readDatabaseClock } from './clock';
import { whileBuyerIsLocked } from './test-races';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const attemptOf = (buyer: Buyer, idempotencyKey: string): Attempt => ({
  ...{ buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey, bodyHash: 'hash' },
});
const confirm = (buyer: Buyer, sale: TestSale, ...places: number[]) =>
  confirmBookingInDatabase(attemptOf(buyer, randomUUID()), {
    ...{ scheduleId: sale.scheduleId, places, bookingId: randomUUID(), code: randomUUID().slice(0, 10) },
    ...{ areas: [], paymentMethod: 'none' },
  });
const inAnHour = () => [{ until: new Date(Date.now() + 3_600_000).toISOString(), feeMinor: 0 }];

/** All of a booking of one seat is to be cancelled. */
const allOf = (place: number, steps: CancelWish['steps'] = inAnHour()): CancelWish => ({
  ...{ steps, tickets: [String(place)], whole: true, mostFeeMinor: null },
});

async function bookingInStatus(buyer: Buyer, sale: TestSale, place: number, status: BookingStatus) {
  const said = await confirm(buyer, sale, place);
  if (!('booked' in said)) throw new Error('not booked');
  const { code } = said.booked;
  const money = status === 'CANCELLED' ? { feeMinor: 0, refundMinor: 154_000 } : {};
  const unpaid = { expiresAt: new Date(Date.now() + 60_000), confirmedAt: null };
  const data = { status, ...money, ...(status === 'PENDING' && unpaid) };
  await prisma().booking.update({ where: { code }, data });
  return code;
}

test('no function moves a booking where the table of transitions does not let it', async () => {
  const sale = await createTestSale({ seatLimit: 100 });
  const buyer = await createTestBuyer();
  for (const [place, from] of bookingStatuses.entries()) {
    const code = await bookingInStatus(buyer, sale, place, from);
    const said = await cancelBookingInDatabase(attemptOf(buyer, code), code, allOf(place));
    const after = await prisma().booking.findUniqueOrThrow({ where: { code }, include: { audit: true } });
    const moved = 'cancelled' in said;
    expect(after.status).toBe(moved ? 'CANCELLED' : from);
    if (moved) expect(mayBecome(from, 'CANCELLED')).toBe(true);
    else if (from === 'CANCELLED') expect(said).toEqual({ refusal: 'ALREADY_CANCELLED' });
    else expect(said).toEqual({ refusal: 'BOOKING_NOT_CANCELLABLE', status: from });
    expect(after.audit).toHaveLength(moved ? 2 : 1);
  }
  const audit = await prisma().bookingAudit.findMany();
  for (const { from, to } of audit) {
    if (from === null) expect(['PENDING', 'CONFIRMED']).toContain(to);
    else expect(mayBecome(from, to), `${from} → ${to}`).toBe(true);
  }
});

// As they come when Redis is away: nobody makes the buyer's requests wait for each other.
test('three bookings queued for the buyer at limit 4: exactly one is made, the others hear of the limit', async () => {
  const sale = await createTestSale({ seatLimit: 4 });
  const buyer = await createTestBuyer();
  const said = await whileBuyerIsLocked(buyer.userId, 3, () =>
    [0, 4, 8].map((from) => untilAnswered(() => confirm(buyer, sale, from, from + 1, from + 2, from + 3))),
  );
  const outcomes = said.map((each) => ('refusal' in each ? each.refusal : Object.keys(each)[0]));
  expect(outcomes.sort()).toEqual(['SEAT_LIMIT_EXCEEDED', 'SEAT_LIMIT_EXCEEDED', 'booked']);
  expect(await prisma().bookingSeat.count({ where: { scheduleId: sale.scheduleId, live: true } })).toBe(4);
});

/** Waits by the database's own clock. */
async function untilDatabaseClock(instant: Date) {
  await expect.poll(readDatabaseClock, { interval: 10 }).toSatisfy((now: Date) => now > instant);
}

test('a cancellation that waits for its lock past the deadline is too late', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const code = await bookingInStatus(buyer, sale, 0, 'CONFIRMED');
  const deadline = new Date((await readDatabaseClock()).getTime() + 400);
  const steps = [{ until: deadline.toISOString(), feeMinor: 0 }];
  const [said] = await whileBuyerIsLocked(
    buyer.userId,
    1,
    () => [untilAnswered(() => cancelBookingInDatabase(attemptOf(buyer, 'late'), code, allOf(0, steps)))],
    { before: () => untilDatabaseClock(deadline) },
  );
  expect(said).toEqual({ refusal: 'CANCELLATION_DEADLINE_PASSED', at: deadline });
});

test('a booking that waits for its lock until the sale is closed is too late', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const salesCloseAt = new Date((await readDatabaseClock()).getTime() + 400);
  await prisma().schedule.update({ where: { id: sale.scheduleId }, data: { salesCloseAt } });
  const [said] = await whileBuyerIsLocked(
    buyer.userId,
    1,
    () => [untilAnswered(() => confirm(buyer, sale, 0))],
    {
      before: () => untilDatabaseClock(salesCloseAt),
    },
  );
  expect(said).toEqual({ refusal: 'SALES_CLOSED', at: salesCloseAt });
});

test('the first step that is ahead names the fee, past the last one it is closed', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const now = (await readDatabaseClock()).getTime();
  const step = (fromNow: number, feeMinor: number) => ({
    until: new Date(now + fromNow).toISOString(),
    feeMinor,
  });
  const code = await bookingInStatus(buyer, sale, 0, 'CONFIRMED');
  const over = allOf(0, [step(-2000, 0), step(-1000, 5)]);
  const closed = await cancelBookingInDatabase(attemptOf(buyer, 'a'), code, over);
  expect(closed).toMatchObject({ refusal: 'CANCELLATION_DEADLINE_PASSED' });
  expect(await cancelBookingInDatabase(attemptOf(buyer, 'b'), code, allOf(0, []))).toEqual({
    ...{ refusal: 'CANCELLATION_DEADLINE_PASSED', at: null },
  });
  const steps = [step(-1000, 0), step(60_000, 4000), step(120_000, 9000)];
  const said = await cancelBookingInDatabase(attemptOf(buyer, 'c'), code, allOf(0, steps));
  expect(said).toMatchObject({ cancelled: { feeMinor: 4000, refundMinor: 150_000 } });
});

test('the last lines of defence stand without the code above them', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  await confirm(buyer, sale, 0);
  const other = await bookingInStatus(buyer, sale, 1, 'CONFIRMED');
  const { id } = await prisma().booking.findUniqueOrThrow({ where: { code: other } });
  const { scheduleId } = sale;
  const again = prisma().bookingSeat.create({
    data: { bookingId: id, scheduleId, place: 0, grade: 'R', priceMinor: 1, live: true },
  });
  await expect(again).rejects.toThrow(/Unique constraint/);
  const atEpochZero = prisma().seat.update({
    where: { scheduleId_place: { scheduleId, place: 5 } },
    data: { status: 'sold' },
  });
  await expect(atEpochZero).rejects.toThrow(/seats_epoch_zero_is_available/);
  const feeAbovePrice = prisma().booking.update({
    where: { id },
    data: { status: 'CANCELLED', feeMinor: 200_000, refundMinor: -46_000 },
  });
  await expect(feeAbovePrice).rejects.toThrow(/bookings_money/);
});
