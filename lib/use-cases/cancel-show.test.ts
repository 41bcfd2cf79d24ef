import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirmBookingInDatabase } from '@/lib/postgres/booking-store';
import { prisma } from '@/lib/postgres/client';
import { startPaymentInDatabase } from '@/lib/postgres/payment-store';
import { takeCancelledShow } from '@/lib/postgres/show-cancellation-store';
import { createTestBuyer, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { createTestDoor, insertTestBooking } from '@/lib/tickets/test-door';
import { cancelBooking } from './cancel-booking';
import { cancelShow } from './cancel-show';
import { confirmBooking } from './confirm-booking';
import { giveBackCancelledShows } from './give-back-cancelled-shows';
import { holdSeats } from './hold-seats';
import { joinStandby } from './join-standby';
import { listEvents } from './list-events';
import { quoteCancellation } from './quote-cancellation';
import { booksOf, insertPaidBooking } from './test-paid';
import { createTestShow, insertClaim } from './test-show';
import { viewBooking } from './view-booking';
import { viewSchedule } from './view-schedule';
import { viewShowCancellation } from './view-show-cancellation';
import { withholdSeats } from './withhold-seats';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());
// What another test left half given back is not this one's to go on with.
beforeEach(async () => {
  await prisma().showCancellation.updateMany({ where: { doneAt: null }, data: { doneAt: new Date() } });
});

const statusOf = async (id: string) => (await prisma().booking.findUniqueOrThrow({ where: { id } })).status;

describe('calling a show off', () => {
  test('is its organizer’s, for good, and once', async () => {
    const { cancel, progress, scheduleId } = await createTestShow();
    const stranger = await createTestBuyer('organizer');
    expect(await cancel('', stranger)).toEqual({ ok: false, refusal: { code: 'NOT_ALLOWED' } });
    expect(await cancel('', await createTestBuyer())).toEqual({
      ok: false,
      refusal: { code: 'NOT_ALLOWED' },
    });
    expect(await cancel('태풍')).toMatchObject({ value: { reason: '태풍', bookingsTotal: 0, done: false } });
    const { at } = await progress();
    expect(await cancel('something else')).toMatchObject({ value: { reason: '태풍', at } });
    const gone = { buyer: stranger, scheduleId: 'none' };
    expect(await cancelShow(gone)).toEqual({ ok: false, refusal: { code: 'SCHEDULE_NOT_FOUND' } });
    expect(await viewShowCancellation({ buyer: stranger, scheduleId })).toEqual({
      ...{ ok: false, refusal: { code: 'NOT_ALLOWED' } },
    });
  });

  test('comes too late once it is over', async () => {
    const { cancel } = await createTestShow({ startsInHours: -3 });
    expect(await cancel()).toEqual({ ok: false, refusal: { code: 'SHOW_OVER' } });
  });

  test('ends the sale at once: nothing is held, booked, stood by for, put back; the pages hear why', async () => {
    const { cancel, sale, scheduleId, organizer } = await createTestShow();
    const buyer = await createTestBuyer();
    const wanted = { seatIds: sale.seatIds(0) };
    await insertTestBooking(sale, [1]);
    await prisma().standbyEntry.create({
      data: {
        ...{ id: randomUUID(), scheduleId, userId: buyer.userId },
        ...{ places: [1], grades: ['R'], quantity: 1 },
      },
    });
    await cancel('강풍');
    const no = { ok: false, refusal: { code: 'SHOW_CANCELLED' } };
    expect(await holdSeats({ buyer, scheduleId, wanted })).toEqual(no);
    expect(await confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: 'b' })).toEqual(no);
    expect(await joinStandby({ buyer, scheduleId, for: { seatIds: sale.seatIds(1) } })).toEqual(no);
    expect(await withholdSeats({ buyer: organizer, scheduleId, wanted, withheld: false })).toEqual(no);
    // Also where the schedule was read before.
    const attempt = { buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey: 'x', bodyHash: 'h' };
    const booking = { bookingId: 'x', code: 'x', paymentMethod: 'none' };
    expect(
      await confirmBookingInDatabase(attempt, { scheduleId, places: [0], areas: [], ...booking }),
    ).toEqual({ refusal: 'SHOW_CANCELLED' });
    expect(await viewSchedule({ scheduleId })).toMatchObject({
      value: { saleStatus: 'cancelled', cancelled: { reason: '강풍' } },
    });
    const { events } = await listEvents({ limit: 100 });
    const shown = events.flatMap(({ schedules }) => schedules).find((one) => one.scheduleId === scheduleId);
    expect(shown).toMatchObject({ saleStatus: 'cancelled', cancelled: { reason: '강풍' } });
    expect(await prisma().standbyEntry.findFirst({ where: { scheduleId } })).toMatchObject({ state: 'left' });
  });
});

describe('everything is given back', () => {
  test('in full, paid or not, used or not, however late; every seat is blocked; then it is done', async () => {
    const { cancel, giveBack, progress, later, sale, scheduleId } = await createTestShow({
      areas: [20],
      startsInHours: 1,
    });
    const paid = await insertPaidBooking(sale, [0, 1]);
    const free = await insertTestBooking(sale, [2]);
    const used = await insertPaidBooking(sale, [3]);
    const { staff } = await createTestDoor(1, sale);
    await prisma().checkIn.create({
      data: {
        ...{
          staffId: staff[0]?.userId ?? '',
          scanId: 's',
          scheduleId,
          bookingId: used.bookingId,
          ticket: '3',
        },
        ...{ deviceId: 'A', scannedAt: new Date(), offline: false, verdict: 'ADMITTED' },
      },
    });
    const standing = await createTestBuyer();
    const wanted = { seatIds: [], areas: [sale.area(0, 3)] };
    await untilAnswered(() => confirmBooking({ buyer: standing, scheduleId, wanted, idempotencyKey: 'a' }));
    expect(await cancel('출연자 사정')).toMatchObject({ value: { bookingsTotal: 4, bookingsLeft: 4 } });
    await giveBack();
    expect(await progress()).toMatchObject({
      ...{ bookingsLeft: 0, done: false },
      refunds: { due: { count: 2, amount: { amount: 462_000 } }, done: { count: 0 }, failed: { count: 0 } },
    });
    await later();
    await giveBackCancelledShows();
    expect(await progress()).toMatchObject({ done: true });
    expect(await takeCancelledShow(1)).toBeNull();

    expect(await viewBooking(paid)).toMatchObject({
      value: {
        ...{ status: 'CANCELLED', fee: { amount: 0 }, refund: { amount: 308_000 } },
        showCancelled: { reason: '출연자 사정' },
      },
    });
    expect(await statusOf(free.bookingId)).toBe('CANCELLED');
    const audit = await prisma().bookingAudit.findMany({
      where: { bookingId: paid.bookingId, to: 'CANCELLED' },
    });
    expect(audit).toMatchObject([{ from: 'CONFIRMED', reason: 'show cancelled: 출연자 사정' }]);
    expect(await prisma().seat.count({ where: { scheduleId, status: { not: 'withheld' } } })).toBe(0);
    expect(await prisma().standingArea.findFirst({ where: { scheduleId } })).toMatchObject({ live: 0 });
    expect(await booksOf(sale)).toMatchObject({ live: 0, fees: 0, refunded: 462_000, balance: 0 });
  });

  test('what was cancelled before at a fee keeps its fee; the rest comes back in full', async () => {
    const { cancel, giveBack, sale } = await createTestShow({ startsInHours: 48 });
    const { buyer, code, bookingId } = await insertPaidBooking(sale, [0, 1]);
    const part = { seatIds: sale.seatIds(0), entries: [] };
    expect(await cancelBooking({ buyer, code, idempotencyKey: 'c', part })).toMatchObject({
      value: { fee: { amount: 46_200 } },
    });
    await cancel();
    await giveBack();
    const refunds = await prisma().refund.findMany({ where: { bookingId }, orderBy: { createdAt: 'asc' } });
    expect(refunds.map(({ reason, amountMinor }) => [reason, amountMinor])).toEqual([
      ...[
        ['seats_cancelled', 107_800],
        ['show_cancelled', 154_000],
      ],
    ]);
    expect(await booksOf(sale)).toMatchObject({ live: 0, fees: 46_200, balance: 0 });
  });

  test('who cancels before the job comes by pays no fee, and is never too late', async () => {
    const { cancel, giveBack, sale } = await createTestShow({ startsInHours: 1 });
    const { buyer, code } = await insertPaidBooking(sale, [0]);
    expect(await quoteCancellation({ buyer, code })).toMatchObject({
      refusal: { code: 'CANCELLATION_DEADLINE_PASSED' },
    });
    await cancel();
    expect(await quoteCancellation({ buyer, code })).toMatchObject({
      value: { fee: { amount: 0 }, refund: { amount: 154_000 }, until: null },
    });
    expect(await cancelBooking({ buyer, code, idempotencyKey: 'c' })).toMatchObject({
      value: { fee: { amount: 0 }, refund: { amount: 154_000 } },
    });
    expect(await prisma().seat.findFirst({ where: { scheduleId: sale.scheduleId, place: 0 } })).toMatchObject(
      {
        status: 'withheld',
      },
    );
    await giveBack();
    expect((await booksOf(sale)).balance).toBe(0);
  });

  test('a claim is ended; money being taken is waited for, and comes back in full', async () => {
    const { cancel, giveBack, progress, later, sale } = await createTestShow({ paymentMethods: ['sandbox'] });
    const [pending, capturing, declined] = [
      await insertClaim(sale, 0),
      await insertClaim(sale, 1),
      await insertClaim(sale, 2),
    ];
    for (const each of [capturing, declined])
      expect(await each.hear('authorized')).toMatchObject({ next: 'capture' });
    expect(await cancel()).toMatchObject({ value: { bookingsTotal: 3 } });
    await later();
    await giveBackCancelledShows();
    expect(await statusOf(pending.bookingId)).toBe('CANCELLED');
    expect(await statusOf(capturing.bookingId)).toBe('CAPTURING');
    // It may not be paid for any more, and what is approved all the same is let go of.
    expect(await startPaymentInDatabase(pending.buyer.userId, pending.buyer.sessionId, pending.code)).toEqual(
      { bookingId: pending.bookingId },
    );
    expect(await prisma().payment.count({ where: { bookingId: pending.bookingId } })).toBe(1);
    expect(await pending.hear('authorized')).toMatchObject({ next: 'void' });
    expect(await progress()).toMatchObject({ bookingsLeft: 2, done: false });

    await capturing.hear('captured');
    await declined.hear('declined');
    expect(await statusOf(capturing.bookingId)).toBe('CONFIRMED');
    await giveBack();
    await giveBackCancelledShows();
    expect(await progress()).toMatchObject({ bookingsLeft: 0, done: true });
    for (const { bookingId } of [capturing, declined]) expect(await statusOf(bookingId)).toBe('CANCELLED');
    expect(await booksOf(sale)).toMatchObject({ captured: 154_000, refunded: 154_000, live: 0, balance: 0 });
  });

  test('money that was approved too late claims nothing of it again', async () => {
    const { cancel, giveBack, sale } = await createTestShow({ paymentMethods: ['sandbox'] });
    const late = await insertClaim(sale, 0);
    await prisma()
      .$executeRaw`SELECT lock_booking(${late.bookingId}), end_claim(${late.bookingId}, 'EXPIRED', NULL, 'x')`;
    await cancel();
    expect(await late.hear('authorized')).toMatchObject({ next: 'void' });
    expect(await statusOf(late.bookingId)).toBe('EXPIRED');
    await giveBack();
  });

  test('an instance that died leaves it to the next, which waits for the lease and finds the rest', async () => {
    const { cancel, giveBack, progress, sale, scheduleId } = await createTestShow();
    for (const place of [0, 1, 2]) await insertPaidBooking(sale, [place]);
    await cancel();
    expect(await takeCancelledShow(60)).toBe(scheduleId);
    expect(await giveBackCancelledShows()).toBe(false);
    expect(await progress()).toMatchObject({ bookingsLeft: 3 });
    await prisma().showCancellation.update({ where: { scheduleId }, data: { leaseUntil: new Date(0) } });
    await giveBack();
    expect(await progress()).toMatchObject({ bookingsLeft: 0, refunds: { due: { count: 3 } } });
  });
});
