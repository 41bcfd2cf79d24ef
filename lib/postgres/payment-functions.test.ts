import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BookingStatus } from '@/lib/domain/booking-states';
import { bookingStatuses, mayBecome } from '@/lib/domain/booking-states';
import type { Buyer } from '@/lib/domain/buyer';
import type { StoredPaymentState } from '@/lib/domain/purchase';
import { createTestBuyer, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { keepInsideToPay } from './admission-store';
import { confirmBookingInDatabase } from './booking-store';
import { abandonBookingInDatabase, expireBooking, listUnpaid } from './claim-store';
import { prisma } from './client';
import {
  settlePaymentInDatabase,
  startPaymentInDatabase,
  takeDuePayments,
  takePayment,
} from './payment-store';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());

test('the database knows exactly the table of transitions', async () => {
  const told = await prisma().$queryRaw<{ from: string; to: string; may: boolean }[]>`
    SELECT f::text AS from, t::text AS to, booking_may_become(f, t) AS may
    FROM unnest(enum_range(NULL::booking_status)) AS f, unnest(enum_range(NULL::booking_status)) AS t`;
  const ours = bookingStatuses.flatMap((from) =>
    bookingStatuses.map((to) => ({ from, to, may: mayBecome(from, to) })),
  );
  expect(told).toHaveLength(ours.length);
  expect(told).toEqual(expect.arrayContaining(ours));
});

const paid = () => createTestSale({ paymentMethods: ['sandbox', 'none'], areas: [10], seatLimit: 4 });

async function book(sale: TestSale, buyer: Buyer, places: number[], quantity = 0, paymentMethod = 'sandbox') {
  const bookingId = randomUUID();
  const said = await confirmBookingInDatabase(
    { buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey: randomUUID(), bodyHash: 'h' },
    {
      ...{ scheduleId: sale.scheduleId, places, bookingId, code: bookingId.slice(0, 8), paymentMethod },
      areas: quantity > 0 ? [{ area: 0, quantity }] : [],
    },
  );
  if (!('booked' in said)) throw new Error(JSON.stringify(said));
  return { bookingId, code: bookingId.slice(0, 8), status: said.booked.status, attempt: 1 };
}

const word = (state: StoredPaymentState, bookingId: string) => ({
  ...{ state, paymentId: state === 'starting' ? null : `pay-${bookingId}` },
  ...{
    approvalUrl: state === 'requires_approval' ? 'https://bank.invalid/approve' : null,
    declineReason: null,
  },
});

/** A claim of two seats and two places, and its payment, brought to this status. */
async function claimIn(status: BookingStatus) {
  const sale = await paid();
  const buyer = await createTestBuyer();
  const claim = await book(sale, buyer, [0, 1], 2);
  const { bookingId, code } = claim;
  const hear = (state: StoredPaymentState) => settlePaymentInDatabase(claim, word(state, bookingId));
  const expire = async () => {
    await prisma().$executeRaw`
      UPDATE bookings SET expires_at = clock_timestamp() - interval '10 seconds' WHERE id = ${bookingId}`;
    return expireBooking(bookingId);
  };
  if (status === 'CAPTURING') expect(await hear('authorized')).toMatchObject({ next: 'capture' });
  if (status === 'CANCELLED') await abandonBookingInDatabase(buyer.userId, buyer.sessionId, code);
  if (status === 'EXPIRED') expect(await expire()).toMatchObject({ scheduleId: sale.scheduleId });
  return { sale, buyer, ...claim, hear, expire };
}

async function stateOf({ bookingId, sale }: { bookingId: string; sale: TestSale }) {
  const booking = await prisma().booking.findUniqueOrThrow({
    where: { id: bookingId },
    include: {
      audit: { orderBy: { id: 'asc' } },
      payments: { include: { refunds: true } },
      areas: true,
      seats: true,
    },
  });
  const seats = await prisma().seat.findMany({
    where: { scheduleId: sale.scheduleId, place: { in: [0, 1] } },
  });
  const area = await prisma().standingArea.findFirstOrThrow({ where: { scheduleId: sale.scheduleId } });
  const [payment] = booking.payments;
  return {
    status: booking.status,
    seats: [...new Set(seats.map((seat) => seat.status))],
    live: [...new Set([...booking.seats, ...booking.areas].map((one) => one.live))],
    places: area.live,
    entries: booking.areas.map(({ entryNumber }) => entryNumber),
    payment: payment?.state,
    settled: payment?.settledAt !== null,
    refunds: payment?.refunds.map(({ amountMinor, reason }) => [amountMinor, reason]),
    audit: booking.audit.map(({ from, to }) => `${from ?? ''}>${to}`),
  };
}

const has = { seats: ['claimed'], live: [true], places: 2, entries: [null, null], refunds: [] };
const sold = { seats: ['sold'], live: [true], places: 2, entries: [1, 2], refunds: [] };
const free = { seats: ['available'], live: [false], places: 0, entries: [null, null], refunds: [] };
const allBack = { refunds: [[528_000, 'late_capture']] };

describe('what a provider says of a payment moves its booking', () => {
  test.each<[BookingStatus, StoredPaymentState, string, BookingStatus, object]>([
    ['PENDING', 'starting', 'ask', 'PENDING', { ...has, settled: false }],
    ['PENDING', 'requires_approval', 'wait', 'PENDING', { ...has, settled: false }],
    ['PENDING', 'authorized', 'capture', 'CAPTURING', { ...has, settled: false }],
    ['PENDING', 'captured', 'done', 'CONFIRMED', { ...sold, settled: true }],
    ['PENDING', 'declined', 'done', 'PENDING', { ...has, settled: true }],
    ['PENDING', 'expired', 'done', 'PENDING', { ...has, settled: true }],
    ['PENDING', 'voided', 'done', 'PENDING', { ...has, settled: true }],
    [
      'CAPTURING',
      'requires_approval',
      'capture',
      'CAPTURING',
      { ...has, payment: 'authorized', settled: false },
    ],
    ['CAPTURING', 'authorized', 'capture', 'CAPTURING', { ...has, settled: false }],
    ['CAPTURING', 'captured', 'done', 'CONFIRMED', { ...sold, settled: true }],
    ['CAPTURING', 'declined', 'done', 'PENDING', { ...has, settled: true }],
    ['CAPTURING', 'voided', 'done', 'PENDING', { ...has, settled: true }],
    ['EXPIRED', 'starting', 'done', 'EXPIRED', { ...free, payment: 'voided', settled: true }],
    ['EXPIRED', 'requires_approval', 'void', 'EXPIRED', { ...free, settled: false }],
    ['EXPIRED', 'authorized', 'capture', 'CAPTURING', { ...has, settled: false }],
    ['EXPIRED', 'captured', 'done', 'CONFIRMED', { ...sold, settled: true }],
    ['EXPIRED', 'declined', 'done', 'EXPIRED', { ...free, settled: true }],
    ['CANCELLED', 'starting', 'done', 'CANCELLED', { ...free, payment: 'voided', settled: true }],
    ['CANCELLED', 'requires_approval', 'void', 'CANCELLED', { ...free, settled: false }],
    ['CANCELLED', 'authorized', 'void', 'CANCELLED', { ...free, settled: false }],
    ['CANCELLED', 'captured', 'done', 'CANCELLED', { ...free, ...allBack, settled: true }],
    ['CANCELLED', 'voided', 'done', 'CANCELLED', { ...free, settled: true }],
  ])('%s, told %s: %s, then %s', async (status, state, next, after, what) => {
    const claim = await claimIn(status);
    expect(await claim.hear(state)).toMatchObject({ next });
    const now = await stateOf(claim);
    expect(now).toMatchObject({ status: after, payment: state, ...what });
    // One row a transition, each of which the table lets be; a word heard twice changes nothing.
    for (const row of now.audit.slice(1)) {
      const [from, to] = row.split('>') as [BookingStatus, BookingStatus];
      expect(mayBecome(from, to), row).toBe(true);
    }
    await claim.hear(state);
    expect(await stateOf(claim)).toEqual(now);
  });

  test('too late, with a seat sold to another meanwhile: approved is let go of, captured goes back', async () => {
    for (const [state, next] of [
      ['authorized', 'void'],
      ['captured', 'done'],
    ] as const) {
      const claim = await claimIn('EXPIRED');
      await book(claim.sale, await createTestBuyer(), [1], 0, 'none');
      expect(await claim.hear(state)).toMatchObject({ next });
      const { status, live, places, refunds, audit } = await stateOf(claim);
      expect({ status, live, places }).toEqual({ status: 'EXPIRED', live: [false], places: 0 });
      expect(refunds).toEqual(state === 'captured' ? allBack.refunds : []);
      expect(audit).toEqual(['>PENDING', 'PENDING>EXPIRED']);
    }
  });

  test('too late, with other seats of the same buyer meanwhile: the limit of the sale stands', async () => {
    const claim = await claimIn('EXPIRED');
    await book(claim.sale, claim.buyer, [5], 0, 'none');
    expect(await claim.hear('authorized')).toMatchObject({ next: 'void' });
  });
});

describe('a claim', () => {
  test('with nothing to pay, or paid otherwise, is confirmed at once', async () => {
    const sale = await paid();
    expect(await book(sale, await createTestBuyer(), [0], 0, 'none')).toMatchObject({ status: 'CONFIRMED' });
    await prisma().grade.updateMany({ where: { scheduleId: sale.scheduleId }, data: { priceMinor: 0 } });
    const free = await book(sale, await createTestBuyer(), [1]);
    expect(free).toMatchObject({ status: 'CONFIRMED' });
    expect(await prisma().payment.count({ where: { bookingId: free.bookingId } })).toBe(0);
  });

  test('counts towards the limit, and its seats are nobody else’s', async () => {
    const claim = await claimIn('PENDING');
    await expect(book(claim.sale, claim.buyer, [5])).rejects.toThrow('SEAT_LIMIT_EXCEEDED');
    await expect(book(claim.sale, await createTestBuyer(), [1])).rejects.toThrow('SEATS_TAKEN');
  });

  test('expires no earlier than its time, and is left alone while its money is taken', async () => {
    const pending = await claimIn('PENDING');
    expect(await expireBooking(pending.bookingId)).toBeNull();
    const capturing = await claimIn('CAPTURING');
    expect(await capturing.expire()).toBeNull();
    expect(await listUnpaid(100)).toEqual([]);
    expect(await pending.expire()).not.toBeNull();
    expect(await pending.expire()).toBeNull();
  });

  test('is passed over by the sweeper while somebody is at it', async () => {
    const claim = await claimIn('PENDING');
    await prisma().$executeRaw`
      UPDATE bookings SET expires_at = clock_timestamp() - interval '10 seconds' WHERE id = ${claim.bookingId}`;
    await prisma().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM users WHERE id = ${claim.buyer.userId} FOR UPDATE`;
      expect(await expireBooking(claim.bookingId)).toBeNull();
    });
    expect(await expireBooking(claim.bookingId)).not.toBeNull();
  });

  test('is given up once, by its buyer alone, and not while its money is taken', async () => {
    const { buyer, code } = await claimIn('PENDING');
    const { userId, sessionId } = buyer;
    expect(await abandonBookingInDatabase((await createTestBuyer()).userId, null, code)).toMatchObject({
      refusal: 'BOOKING_NOT_FOUND',
    });
    expect(await abandonBookingInDatabase(userId, 'an older session', code)).toEqual({
      refusal: 'SESSION_SUPERSEDED',
    });
    expect(await abandonBookingInDatabase(userId, sessionId, code)).toMatchObject({
      changed: [{ place: 0 }, { place: 1 }],
    });
    expect(await abandonBookingInDatabase(userId, sessionId, code)).toEqual({ already: true });
    const capturing = await claimIn('CAPTURING');
    expect(
      await abandonBookingInDatabase(capturing.buyer.userId, capturing.buyer.sessionId, capturing.code),
    ).toEqual({ refusal: 'BOOKING_NOT_CANCELLABLE', status: 'CAPTURING' });
  });
});

test('an admission to the sale lasts as long as the claim, for who may choose again when it is declined', async () => {
  const soon = new Date(Date.now() + 5000);
  const sale = await createTestSale({ paymentMethods: ['sandbox'], waitingRoom: {}, paymentSeconds: 300 });
  const buyer = await createTestBuyer();
  const place = { scheduleId: sale.scheduleId, userId: buyer.userId };
  await prisma().waitingPlace.create({
    data: { ...place, state: 'admitted', rank: 1, admittedAt: new Date(), admissionEndsAt: soon },
  });
  const { bookingId } = await book(sale, buyer, [0]);
  await keepInsideToPay(sale.scheduleId, buyer.userId);
  const after = await prisma().waitingPlace.findUniqueOrThrow({ where: { scheduleId_userId: place } });
  const booking = await prisma().booking.findUniqueOrThrow({ where: { id: bookingId } });
  expect(after.admissionEndsAt).toEqual(booking.expiresAt);
});

describe('another attempt', () => {
  const attempts = (bookingId: string) => prisma().payment.count({ where: { bookingId } });

  test('begins when the one before came to nothing, once however many ask at once', async () => {
    const { buyer, bookingId, code, hear } = await claimIn('PENDING');
    const start = () => startPaymentInDatabase(buyer.userId, buyer.sessionId, code);
    await start();
    expect(await attempts(bookingId)).toBe(1);
    await hear('declined');
    await Promise.all(Array.from({ length: 5 }, start));
    expect(await attempts(bookingId)).toBe(2);
  });

  test('does not begin for what is paid or over', async () => {
    for (const status of ['CAPTURING', 'CANCELLED', 'EXPIRED'] as const) {
      const { buyer, bookingId, code, hear } = await claimIn(status);
      await hear('voided');
      if (status === 'CAPTURING')
        await prisma().$executeRaw`UPDATE bookings SET expires_at = now() WHERE id = ${bookingId}`;
      await startPaymentInDatabase(buyer.userId, buyer.sessionId, code);
      expect(await attempts(bookingId)).toBe(1);
    }
  });
});

test('a payment is taken up by one alone, until it is released or its lease is over', async () => {
  const { bookingId } = await claimIn('PENDING');
  const all = await Promise.all([
    ...Array.from({ length: 4 }, () => takePayment(bookingId, 0)),
    takeDuePayments(50),
  ]);
  expect(all.flat().filter((open) => open?.bookingId === bookingId)).toHaveLength(1);
  expect(await takePayment(bookingId, 0)).toBeNull();
  await prisma()
    .$executeRaw`UPDATE payments SET lease_until = clock_timestamp() WHERE booking_id = ${bookingId}`;
  expect(await takePayment(bookingId, 2000)).toBeNull();
  expect(await takePayment(bookingId, 0)).toMatchObject({ bookingId, areas: [{ area: 0, quantity: 2 }] });
});
