import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { giveBackCancelledShows } from '@/lib/use-cases/give-back-cancelled-shows';
import { booksOf } from '@/lib/use-cases/test-paid';
import { buyerDecides } from '@/server/sandbox-payments/test-bank';
import { ask, signUpSomebody } from './test-api';
import {
  createPaidSale,
  createTestPayer,
  openTestPurchases,
  type TestPayer,
  type TestPurchases,
} from './test-purchase';

let at: TestPurchases;
beforeAll(async () => {
  at = await openTestPurchases();
});
afterAll(() => at?.close());

/** Ten percent of everything, whenever. */
const tenPercent = {
  ...{ freeDaysAfterBooking: 0, freeThroughDaysBefore: 366, closesDaysBefore: 0, closesAtHour: 0 },
  tiers: [{ throughDaysBefore: 0, percent: 10, perSeatMinor: 0 }],
};
type Sale = Awaited<ReturnType<typeof createPaidSale>>;

async function organized() {
  const organizer = await signUpSomebody();
  await prisma().user.update({ where: { id: organizer.userId }, data: { role: 'organizer' } });
  const sale = await createPaidSale({
    ...{ organizerId: organizer.userId, cancellation: tenPercent, areas: [20] },
  });
  return { organizer, sale };
}

/** A booking that was paid at the bank. */
async function paidFor(payer: TestPayer, sale: Sale, places: number[], more: object = {}): Promise<string> {
  const booked = await payer.book(sale, places, more);
  const { code } = booked.data.payment as { code: string };
  // The bank is asked in the background where it takes its time.
  const stage = async () => (await payer.view(code)).data.stage;
  await expect.poll(stage).toBe('to_approve');
  await buyerDecides(String((await payer.view(code)).data.approval_url), 'approve');
  await expect.poll(stage).toBe('paid');
  return code;
}

const cancel = (token: string, code: string, body?: object, key: string = randomUUID()) =>
  ask('POST', `/api/v1/tickets/bookings/${code}/cancel`, {
    ...{ token, headers: { 'idempotency-key': key } },
    ...(body && { body }),
  });

/** What the bank's own books say of a booking: captured and given back. */
async function atTheBank(code: string) {
  const { id } = await prisma().booking.findUniqueOrThrow({ where: { code } });
  const { payments } = (await at.bank.admin('GET', '/payments')).body;
  const its = payments.filter(({ reference }: { reference: string }) => reference === id);
  return its.map((payment: { captured_amount: number; refunded_amount: number }) => [
    payment.captured_amount,
    payment.refunded_amount,
  ]);
}

describe('cancelling a part of a paid booking', () => {
  test('pays back what is not kept, seat by seat, at the bank', async () => {
    const { sale } = await organized();
    const payer = await createTestPayer();
    const { areaId } = sale.area(0, 1);
    const code = await paidFor(payer, sale, [0, 1], { areas: [{ area_id: areaId, quantity: 2 }] });
    const [seat] = sale.seatIds(1);
    const part = await cancel(payer.token, code, { seat_ids: [seat], most_fee: 15_400 });
    expect(part).toMatchObject({
      status: 200,
      data: { status: 'CONFIRMED', fee: { amount: 15_400 }, refund: { amount: 138_600 } },
    });
    await expect.poll(() => atTheBank(code)).toEqual([[528_000, 138_600]]);
    const entries = [{ area_id: areaId, entry_number: 1 }];
    expect(await cancel(payer.token, code, { entries })).toMatchObject({
      data: { status: 'CONFIRMED', fee: { amount: 11_000 }, refund: { amount: 99_000 } },
    });
    await expect.poll(() => atTheBank(code)).toEqual([[528_000, 237_600]]);
    await expect
      .poll(async () => (await payer.booking(code)).data)
      .toMatchObject({
        ...{ status: 'CONFIRMED', total: { amount: 528_000 }, fee: { amount: 26_400 } },
        ...{ seats: [{ place: 0 }], cancelled_seats: [{ place: 1 }] },
        ...{ entries: [{ entry_number: 2 }], cancelled_entries: [{ entry_number: 1 }] },
        refunds: [
          { amount: { amount: 138_600 }, state: 'done' },
          { amount: { amount: 99_000 }, state: 'done' },
        ],
        cancellation: [{ fee: { amount: 26_400 }, percent: 10, fee_per_seat: { amount: 0 } }],
      });
    // The rest, without a body.
    expect(await cancel(payer.token, code)).toMatchObject({ status: 200, data: { status: 'CANCELLED' } });
    await expect.poll(() => atTheBank(code)).toEqual([[528_000, 475_200]]);
    expect((await booksOf(sale)).balance).toBe(0);
  });

  test('names what is wrong with it', async () => {
    const { sale } = await organized();
    const payer = await createTestPayer();
    const code = await paidFor(payer, sale, [0, 1]);
    const [seat, other] = sale.seatIds(0, 5);
    expect(await cancel(payer.token, code, { seat_ids: [seat], most_fee: 0 })).toMatchObject({
      status: 409,
      error: { code: 'CANCELLATION_FEE_CHANGED', details: { fee: { amount: 15_400, currency: 'KRW' } } },
    });
    expect(await cancel(payer.token, code, { seat_ids: [other] })).toMatchObject({
      status: 409,
      error: { code: 'NOT_IN_BOOKING', details: { seat_ids: [other], entries: [] } },
    });
    expect(await cancel(payer.token, code, { seat_ids: [] })).toMatchObject({ status: 400 });
    expect(await cancel(payer.token, code, { seats: [seat] })).toMatchObject({ status: 400 });
    const stranger = await createTestPayer();
    expect(await cancel(stranger.token, code, { seat_ids: [seat] })).toMatchObject({ status: 404 });
    expect(await atTheBank(code)).toEqual([[308_000, 0]]);
  });
});

describe('calling a show off', () => {
  test('pays everybody back in full at the bank, lets reservations go, and tells how far it is', async () => {
    const { organizer, sale } = await organized();
    const { scheduleId } = sale;
    const [one, two, undecided] = [await createTestPayer(), await createTestPayer(), await createTestPayer()];
    const codes = [await paidFor(one, sale, [0, 1]), await paidFor(two, sale, [2])];
    const claim = await undecided.book(sale, [3]);
    const pending = (claim.data.payment as { code: string }).code;
    await cancel(two.token, codes[1] ?? '');

    const path = `/api/v1/schedules/${scheduleId}/cancel`;
    const progress = () =>
      ask('GET', `/api/v1/schedules/${scheduleId}/cancellation`, { token: organizer.token });
    expect(await ask('POST', path, { token: one.token })).toMatchObject({ status: 403 });
    expect(await progress()).toMatchObject({ status: 404, error: { code: 'SHOW_NOT_CANCELLED' } });
    const called = await ask('POST', path, { token: organizer.token, body: { reason: '태풍이 옵니다' } });
    expect(called).toMatchObject({
      status: 200,
      data: { reason: '태풍이 옵니다', bookings_total: 2, bookings_left: 2, done: false },
    });
    expect(await ask('POST', path, { token: organizer.token })).toMatchObject({ status: 200 });
    while ((await progress()).data.bookings_left !== 0) await giveBackCancelledShows();

    await expect.poll(() => atTheBank(codes[0] ?? '')).toEqual([[308_000, 308_000]]);
    await expect.poll(() => atTheBank(codes[1] ?? '')).toEqual([[154_000, 138_600]]);
    await expect.poll(() => at.bankStates(pending)).toEqual(['voided']);
    await expect
      .poll(async () => (await progress()).data.refunds)
      .toEqual({
        due: { count: 0, amount: { amount: 0, currency: 'KRW' } },
        done: { count: 1, amount: { amount: 308_000, currency: 'KRW' } },
        failed: { count: 0, amount: { amount: 0, currency: 'KRW' } },
      });
    expect((await one.booking(codes[0] ?? '')).data).toMatchObject({
      ...{ status: 'CANCELLED', show_cancelled: { reason: '태풍이 옵니다' } },
      payment: { stage: 'refunded' },
    });
    expect((await ask('GET', `/api/v1/schedules/${scheduleId}`)).data).toMatchObject({
      sale_status: 'cancelled',
      cancelled: { reason: '태풍이 옵니다' },
    });
    expect(await one.book(sale, [9])).toMatchObject({ status: 422, error: { code: 'SHOW_CANCELLED' } });
    expect(await booksOf(sale)).toMatchObject({ live: 0, fees: 15_400, balance: 0 });
  });
});
