import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookingView } from '@/lib/domain/booking';
import type { Buyer } from '@/lib/domain/buyer';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { prisma } from '@/lib/postgres/client';
import { breaches } from '@/lib/postgres/test-invariants';
import { createTestBuyers, type TestSale } from '@/lib/sale/test-sale';
import { abandonPayment } from '@/lib/use-cases/abandon-payment';
import { cancelBooking } from '@/lib/use-cases/cancel-booking';
import { confirmBooking } from '@/lib/use-cases/confirm-booking';
import { startPayment } from '@/lib/use-cases/start-payment';
import { viewBooking } from '@/lib/use-cases/view-booking';
import { viewPayment } from '@/lib/use-cases/view-payment';
import { buyerDecides } from '@/server/sandbox-payments/test-bank';
import { createPaidSale, openTestPurchases, type TestPurchases } from './test-purchase';

/** The whole proof: PAYMENTS=10000 npx vitest run server/api/payment-flood.fault.test.ts */
const count = Number(process.env.PAYMENTS ?? 100);
const atOnce = 40;
const lasts = { timeout: 180_000 + count * 300 };
/** Of it, what the shopping may take; the rest is for what goes on afterwards. */
const shoppingMs = lasts.timeout - 130_000;

let at: TestPurchases;
let sale: TestSale;
beforeAll(async () => {
  // The buyers' side and the shop are one process here.
  process.env.DATABASE_POOL_SIZE = '40';
  at = await openTestPurchases();
  sale = await createPaidSale({
    ...{
      rows: Math.ceil(count / 50),
      seatsARow: 100,
      areas: [count],
      paymentSeconds: count > 1000 ? 60 : 15,
      holdSeconds: 30,
    },
  });
  // Notices come three times, seconds apart and in any order; of all calls 5 of 100 fail, half of them after their effect.
  await at.bank.admin('PUT', '/accounts/*', {
    webhooks: { late_ms: 0, spread_ms: 4000, copies: 3 },
    faults: [
      { on: 'any', kind: 'error', share: 0.02, times: 0 },
      { on: 'any', kind: 'error_after', share: 0.01, times: 0 },
      { on: 'any', kind: 'cut', share: 0.01, times: 0 },
      { on: 'any', kind: 'slow_after', ms: 1500, share: 0.01, times: 0 },
    ],
  });
});
afterAll(() => at?.close());

/** Asks again while something is out of reach, as a page does; a page waits longer. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
    }
    await sleep(50);
  }
}

async function book(buyer: Buyer, nth: number): Promise<BookingView> {
  const idempotencyKey = randomUUID();
  for (;;) {
    const booked = await patiently(() =>
      confirmBooking({
        ...{ buyer, scheduleId: sale.scheduleId, paymentMethod: 'sandbox', idempotencyKey },
        wanted: {
          seatIds: sale.seatIds(2 * nth, 2 * nth + 1),
          areas: nth % 5 === 0 ? [sale.area(0, 1)] : [],
        },
      }),
    );
    if (booked.ok) return booked.value.booking;
    if (!['BUYER_BUSY', 'BOOKING_QUEUED', 'AREA_BUSY'].includes(booked.refusal.code)) {
      throw new Error(booked.refusal.code);
    }
  }
}

/** The page to approve at, once the bank has given it; null when time was up before. */
async function approvalUrlOf(buyer: Buyer, code: string, other?: string): Promise<string | null> {
  for (;;) {
    const seen = await patiently(() => viewPayment({ buyer, code }));
    if (!seen.ok) throw new Error(seen.refusal.code);
    const { stage, approvalUrl } = seen.value;
    if (approvalUrl && approvalUrl !== other) return approvalUrl;
    if (stage !== 'starting' && stage !== 'to_approve' && stage !== 'declined') return null;
    if (stage === 'declined') await patiently(() => startPayment({ buyer, code }));
    await sleep(100);
  }
}

/** What everybody who is not done is at: told where the shopping does not end. */
const stillAt = new Map<number, string>();

/** Somebody who books, and then does what their turn says; most approve. */
async function shop(buyer: Buyer, nth: number): Promise<void> {
  stillAt.set(nth, 'booking');
  const { code, bookingId } = await book(buyer, nth);
  stillAt.set(nth, `${code}: waits for the page to approve at`);
  const approvalUrl = await approvalUrlOf(buyer, code);
  if (!approvalUrl) return;
  stillAt.set(nth, `${code}: decides`);
  const draw = createHash('sha256').update(`${nth}`).digest().readUInt16BE() % 100;
  if (draw < 3) return;
  if (draw < 6) {
    await buyerDecides(approvalUrl, 'approve');
    await patiently(() => abandonPayment({ buyer, code }));
    return;
  }
  if (draw < 14) {
    await buyerDecides(approvalUrl, 'decline');
    stillAt.set(nth, `${code}: waits for a second page`);
    const second = await approvalUrlOf(buyer, code, approvalUrl);
    if (second) await buyerDecides(second, 'approve');
    return;
  }
  await buyerDecides(approvalUrl, 'approve');
  if (draw >= 20) return;
  stillAt.set(nth, `${code}: waits to cancel`);
  await cancelOnceConfirmed(buyer, code, bookingId);
}

async function cancelOnceConfirmed(buyer: Buyer, code: string, idempotencyKey: string): Promise<void> {
  for (;;) {
    const seen = await patiently(() => viewBooking({ buyer, code }));
    // CANCELLED before its "yes" was heard: by a call that took too long.
    if (!seen.ok || ['EXPIRED', 'CANCELLED'].includes(seen.value.status)) return;
    if (seen.value.status === 'CONFIRMED') {
      const said = await patiently(() => cancelBooking({ buyer, code, idempotencyKey }));
      if (said.ok) return;
    }
    await sleep(250);
  }
}

interface BankPayment {
  reference: string;
  status: string;
  captured_amount: number;
  refunded_amount: number;
}

test(
  `${count} payments while notices come late, twice and out of order, and the bank fails`,
  lasts,
  async () => {
    const buyers: Buyer[] = [];
    while (buyers.length < count)
      buyers.push(...(await createTestBuyers(Math.min(200, count - buyers.length))));
    let next = 0;
    const worker = async () => {
      while (next < count) {
        const nth = next++;
        const buyer = buyers[nth];
        if (buyer) await shop(buyer, nth);
        stillAt.delete(nth);
      }
    };
    const shopping = Promise.all(Array.from({ length: atOnce }, worker));
    await Promise.race([shopping, sleep(shoppingMs, undefined, { ref: false })]);
    expect([...stillAt.values()]).toEqual([]);
    await expect
      .poll(() => breaches().catch(() => ['not heard']), { timeout: 120_000, interval: 1000 })
      .toEqual([]);

    const bookings = await prisma().booking.findMany();
    expect(bookings).toHaveLength(count);
    const { payments } = (await at.bank.admin('GET', '/payments')).body as { payments: BankPayment[] };
    const keptAtBank = new Map<string, number>();
    for (const { reference, captured_amount, refunded_amount } of payments) {
      keptAtBank.set(reference, (keptAtBank.get(reference) ?? 0) + captured_amount - refunded_amount);
    }
    const due = ({ status, totalMinor, feeMinor }: (typeof bookings)[number]) =>
      status === 'CONFIRMED' ? totalMinor : status === 'CANCELLED' ? (feeMinor ?? 0) : 0;
    const mismatches = bookings.filter((booking) => (keptAtBank.get(booking.id) ?? 0) !== due(booking));
    expect(mismatches).toEqual([]);
    expect(payments.filter(({ status }) => status === 'authorized')).toEqual([]);
    const confirmed = bookings.filter(({ status }) => status === 'CONFIRMED').length;
    expect(confirmed).toBeGreaterThan(count * 0.8);
    const numbers = await prisma().bookingArea.findMany({ where: { entryNumber: { not: null } } });
    const area = await prisma().standingArea.findFirstOrThrow({ where: { scheduleId: sale.scheduleId } });
    expect(area.nextEntry - 1).toBe(numbers.length);
    console.log(
      `${count} payments: ${confirmed} confirmed, ${payments.length} at the bank, kept ${[...keptAtBank.values()].reduce((a, b) => a + b, 0)}, ${mismatches.length} mismatches`,
    );
  },
);
