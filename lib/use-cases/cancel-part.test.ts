import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { koreanCancellationPolicy } from '@/lib/domain/cancellation';
import type { PartOfBooking } from '@/lib/domain/refusals';
import { prisma } from '@/lib/postgres/client';
import {
  createTestBuyer,
  createTestSale,
  openTestStores,
  type TestSale,
  type TestSaleOptions,
} from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { createTestDoor, scanOf, verdictOf } from '@/lib/tickets/test-door';
import { cancelBooking } from './cancel-booking';
import { checkInTicket } from './check-in-ticket';
import { confirmBooking } from './confirm-booking';
import { issueTickets } from './issue-tickets';
import { quoteCancellation } from './quote-cancellation';
import { booksOf, insertPaidBooking } from './test-paid';
import { viewBooking } from './view-booking';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

/** Ten percent of everything, whenever. */
const tenPercent = {
  ...{ freeDaysAfterBooking: 0, freeThroughDaysBefore: 366, closesDaysBefore: 0, closesAtHour: 0 },
  tiers: [{ throughDaysBefore: 0, percent: 10, perSeatMinor: 0 }],
};

async function paid(places: number[], options: TestSaleOptions = {}) {
  const sale = await createTestSale({ cancellation: tenPercent, seatLimit: 10, ...options });
  const booked = await insertPaidBooking(sale, places);
  const { buyer, code, bookingId } = booked;
  const seats = (...wanted: number[]): PartOfBooking => ({ seatIds: sale.seatIds(...wanted), entries: [] });
  const cancel = (part?: PartOfBooking, more: { idempotencyKey?: string; mostFeeMinor?: number } = {}) =>
    untilAnswered(() => cancelBooking({ buyer, code, idempotencyKey: randomUUID(), part, ...more }));
  return { sale, buyer, code, bookingId, seats, cancel };
}

async function seen({ buyer, code }: Awaited<ReturnType<typeof paid>>) {
  const found = await viewBooking({ buyer, code });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

const statusesOf = async ({ scheduleId }: TestSale, ...places: number[]) =>
  (
    await prisma().seat.findMany({ where: { scheduleId, place: { in: places } }, orderBy: { place: 'asc' } })
  ).map(({ status }) => status);

describe('single seats of a paid booking', () => {
  test('are given back with their own fee; the booking keeps the rest, and the sums hold', async () => {
    const booked = await paid([0, 1, 2]);
    expect(await booked.cancel(booked.seats(1))).toMatchObject({
      value: { status: 'CONFIRMED', fee: { amount: 15_400 }, refund: { amount: 138_600 }, replayed: false },
    });
    const view = await seen(booked);
    expect(view).toMatchObject({
      ...{
        status: 'CONFIRMED',
        total: { amount: 462_000 },
        fee: { amount: 15_400 },
        refund: { amount: 138_600 },
      },
      ...{ seats: [{ place: 0 }, { place: 2 }], cancelledSeats: [{ place: 1 }], cancelledAt: null },
      refunds: [{ amount: { amount: 138_600 }, state: 'due', doneAt: null }],
    });
    expect(view.cancellation.at(-1)?.feeMinor).toBe(30_800);
    expect(await statusesOf(booked.sale, 0, 1, 2)).toEqual(['sold', 'available', 'sold']);
    expect(await booksOf(booked.sale)).toMatchObject({ live: 308_000, fees: 15_400, balance: 0 });
    const audit = await prisma().bookingAudit.findMany({ where: { bookingId: booked.bookingId } });
    expect(audit.slice(1)).toMatchObject([
      {
        ...{ from: 'CONFIRMED', to: 'CONFIRMED', actorId: booked.buyer.userId },
        detail: { tickets: ['1'], feeMinor: 15_400, refundMinor: 138_600 },
      },
    ]);
  });

  test('one after another end the booking with the last; each has its refund and its row of audit', async () => {
    const booked = await paid([0, 1, 2]);
    await booked.cancel(booked.seats(1));
    await booked.cancel(booked.seats(2));
    expect(await booked.cancel(booked.seats(0))).toMatchObject({ value: { status: 'CANCELLED' } });
    expect(await seen(booked)).toMatchObject({
      ...{ status: 'CANCELLED', fee: { amount: 46_200 }, refund: { amount: 415_800 }, cancelledSeats: [] },
    });
    const refunds = await prisma().refund.findMany({
      where: { bookingId: booked.bookingId },
      orderBy: { createdAt: 'asc' },
    });
    expect(refunds.map(({ reason, amountMinor }) => [reason, amountMinor])).toEqual([
      ...[
        ['seats_cancelled', 138_600],
        ['seats_cancelled', 138_600],
        ['cancelled', 138_600],
      ],
    ]);
    expect(await booksOf(booked.sale)).toMatchObject({ live: 0, fees: 46_200, balance: 0 });
    expect(await booked.cancel()).toEqual({ ok: false, refusal: { code: 'ALREADY_CANCELLED' } });
  });

  test('then all the rest: the fee is for the rest', async () => {
    const booked = await paid([0, 1, 2]);
    await booked.cancel(booked.seats(0));
    expect(await booked.cancel()).toMatchObject({
      value: { status: 'CANCELLED', fee: { amount: 30_800 }, refund: { amount: 277_200 } },
    });
    expect((await booksOf(booked.sale)).balance).toBe(0);
  });

  test('a repeat gets the first answer; the same key for other seats is refused', async () => {
    const booked = await paid([0, 1, 2]);
    const key = { idempotencyKey: 'k' };
    const first = await booked.cancel(booked.seats(0, 1), key);
    expect(await booked.cancel(booked.seats(1, 0), key)).toEqual({
      ...{ ok: true, value: { ...(first.ok && first.value), replayed: true } },
    });
    expect(await booked.cancel(booked.seats(2), key)).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await booked.cancel(undefined, key)).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await prisma().refund.count({ where: { bookingId: booked.bookingId } })).toBe(1);
  });

  test('of another booking, or cancelled before, are refused with their names, and nothing is done', async () => {
    const booked = await paid([0, 1, 2]);
    await booked.cancel(booked.seats(0));
    expect(await booked.cancel(booked.seats(0, 1))).toEqual({
      ok: false,
      refusal: { code: 'NOT_IN_BOOKING', ...booked.seats(0) },
    });
    expect(await booked.cancel(booked.seats(1, 7))).toEqual({
      ok: false,
      refusal: { code: 'NOT_IN_BOOKING', ...booked.seats(7) },
    });
    expect(await statusesOf(booked.sale, 1)).toEqual(['sold']);
  });

  test('cost no more than was agreed to', async () => {
    const booked = await paid([0, 1]);
    expect(await booked.cancel(booked.seats(0), { mostFeeMinor: 15_399 })).toEqual({
      ok: false,
      refusal: { code: 'CANCELLATION_FEE_CHANGED', fee: { amount: 15_400, currency: 'KRW' } },
    });
    expect(await booked.cancel(booked.seats(0), { mostFeeMinor: 15_400 })).toMatchObject({ ok: true });
  });

  test('can be booked by somebody else at once, and count for the limit no more', async () => {
    const booked = await paid([0, 1], { seatLimit: 2 });
    await booked.cancel(booked.seats(0));
    const wish = { scheduleId: booked.sale.scheduleId, wanted: { seatIds: booked.sale.seatIds(0) } };
    const { buyer } = booked;
    expect(await confirmBooking({ ...wish, buyer, idempotencyKey: 'again' })).toMatchObject({ ok: true });
  });
});

test('a fee that is the whole price owes nothing: no refund is written', async () => {
  const all = { ...tenPercent, tiers: [{ throughDaysBefore: 0, percent: 100, perSeatMinor: 0 }] };
  const booked = await paid([0], { cancellation: all });
  expect(await booked.cancel()).toMatchObject({ value: { fee: { amount: 154_000 }, refund: { amount: 0 } } });
  expect(await prisma().refund.count({ where: { bookingId: booked.bookingId } })).toBe(0);
  expect((await booksOf(booked.sale)).balance).toBe(0);
});

test('what was never paid owes nothing', async () => {
  const sale = await createTestSale({ cancellation: koreanCancellationPolicy });
  const buyer = await createTestBuyer();
  const wanted = { seatIds: sale.seatIds(0, 1) };
  const booked = await confirmBooking({ buyer, scheduleId: sale.scheduleId, wanted, idempotencyKey: 'b' });
  const code = booked.ok ? booked.value.booking.code : '';
  const part = { seatIds: sale.seatIds(1), entries: [] };
  expect(await cancelBooking({ buyer, code, idempotencyKey: 'c', part })).toMatchObject({ ok: true });
  expect(await prisma().refund.count()).toBe(
    await prisma().refund.count({ where: { payment: { booking: { code: { not: code } } } } }),
  );
});

test('a claim that waits for its payment is given up without a fee, and only as a whole', async () => {
  const booked = await paid([0, 1]);
  await prisma().booking.update({
    where: { id: booked.bookingId },
    data: { status: 'PENDING', expiresAt: new Date(Date.now() + 60_000), confirmedAt: null },
  });
  expect(await booked.cancel(booked.seats(0))).toMatchObject({
    refusal: { code: 'BOOKING_NOT_CANCELLABLE', status: 'PENDING' },
  });
  expect(await booked.cancel()).toMatchObject({
    value: { status: 'CANCELLED', fee: { amount: 0 }, refund: { amount: 0 } },
  });
  expect(await statusesOf(booked.sale, 0, 1)).toEqual(['available', 'available']);
  expect(await prisma().refund.count({ where: { bookingId: booked.bookingId } })).toBe(0);
});

test('places of a standing area are named by their entry numbers, which nobody gets again', async () => {
  const sale = await createTestSale({ areas: [10], seatLimit: 10 });
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const book = async (quantity: number, key: string) => {
    const wanted = { seatIds: [], areas: [sale.area(0, quantity)] };
    const booked = await untilAnswered(() =>
      confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: key }),
    );
    if (!booked.ok) throw new Error(booked.refusal.code);
    return booked.value.booking;
  };
  const { code } = await book(3, 'a');
  const { areaId } = sale.area(0, 1);
  const part = (entryNumber: number) => ({ seatIds: [], entries: [{ areaId, entryNumber }] });
  const cancel = (entryNumber: number) =>
    untilAnswered(() =>
      cancelBooking({ buyer, code, idempotencyKey: `c${entryNumber}`, part: part(entryNumber) }),
    );
  expect(await cancel(2)).toMatchObject({ value: { status: 'CONFIRMED' } });
  expect(await cancel(4)).toEqual({ ok: false, refusal: { code: 'NOT_IN_BOOKING', ...part(4) } });
  const view = await viewBooking({ buyer, code });
  expect(view).toMatchObject({
    value: { entries: [{ entryNumber: 1 }, { entryNumber: 3 }], cancelledEntries: [{ entryNumber: 2 }] },
  });
  const area = await prisma().standingArea.findFirst({ where: { scheduleId } });
  expect(area).toMatchObject({ live: 2, nextEntry: 4 });
  expect((await book(1, 'b')).entries).toMatchObject([{ entryNumber: 4 }]);
});

test('at the door: the cancelled ticket is refused as cancelled, the others admit, and what was used stays', async () => {
  const booked = await paid([0, 1, 2]);
  const { staff } = await createTestDoor(1, booked.sale);
  const [one] = staff;
  if (!one) throw new Error('nobody at the door');
  const issued = await issueTickets(booked);
  const tokens = issued.ok ? issued.value.map(({ token }) => token) : [];
  const check = async (nth: number) => {
    const scan = scanOf(tokens[nth] ?? '');
    const { scheduleId } = booked.sale;
    return verdictOf(await checkInTicket({ buyer: one, scheduleId, deviceId: 'A', scan }));
  };
  await booked.cancel(booked.seats(0));
  expect(await check(0)).toBe('TICKET_CANCELLED');
  expect(await check(1)).toBe('ADMITTED');
  expect(await booked.cancel(booked.seats(1))).toEqual({ ok: false, refusal: { code: 'TICKETS_USED' } });
  expect(await booked.cancel()).toEqual({ ok: false, refusal: { code: 'TICKETS_USED' } });
  expect(await quoteCancellation(booked)).toMatchObject({
    value: { tickets: ['2'], fee: { amount: 15_400 }, refund: { amount: 138_600 } },
  });
  expect(await booked.cancel(booked.seats(2))).toMatchObject({ value: { status: 'CONFIRMED' } });
  expect(await check(2)).toBe('TICKET_CANCELLED');
  expect((await issueTickets(booked)).ok && (await issueTickets(booked))).toMatchObject({
    value: [{ usedAt: expect.any(String) }],
  });
  expect((await booksOf(booked.sale)).balance).toBe(0);
});
