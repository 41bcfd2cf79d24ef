import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Payment, PaymentState } from '@/lib/domain/payment';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { confirmBookingInDatabase } from '@/lib/postgres/booking-store';
import { prisma } from '@/lib/postgres/client';
import { settlePaymentInDatabase, takeDuePayments, takePayment } from '@/lib/postgres/payment-store';
import { cancelBooking } from '@/lib/use-cases/cancel-booking';
import { settlePayment } from './settle-payment';
import { createTestBuyer, createTestSale, openTestStores } from './test-sale';

/** What the provider says of every payment; an error: it is away; null: it knows none. */
const provider = vi.hoisted(() => ({ says: null as PaymentState | null | 'away' }));
vi.mock('@/lib/payments/payment-providers', () => ({
  paymentProvider: () => ({
    get: async ({ paymentId: id, merchantId }: { paymentId: string; merchantId: string }) => {
      if (provider.says === 'away') throw new StoreUnavailable('payments');
      return provider.says && said(id, merchantId, provider.says);
    },
    capture: async () => {
      provider.says = null;
      return { outcome: 'refused', refusal: { code: 'PAYMENT_NOT_FOUND' } };
    },
  }),
}));

function said(id: string, merchantId: string, state: PaymentState): Payment {
  const money = { price: { amount: 154_000, currency: 'KRW' }, capturedMinor: 0, refundedMinor: 0 };
  const named = { provider: 'sandbox' as const, id, merchantId, reference: id, approvalUrl: null };
  return { ...named, ...money, state, declineReason: null };
}

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());
beforeEach(async () => {
  await prisma().$executeRaw`UPDATE payments SET settled_at = clock_timestamp() WHERE settled_at IS NULL`;
});

/** A claim whose payment the provider has said this of. */
async function claimAt(state: PaymentState) {
  const sale = await createTestSale({ paymentMethods: ['sandbox'] });
  const buyer = await createTestBuyer();
  const { userId: buyerId, sessionId } = buyer;
  const bookingId = randomUUID();
  const code = bookingId.slice(0, 8).toUpperCase();
  await confirmBookingInDatabase(
    { buyerId, sessionId, idempotencyKey: bookingId, bodyHash: 'h' },
    {
      ...{ scheduleId: sale.scheduleId, places: [0], areas: [] },
      ...{ bookingId, code, paymentMethod: 'sandbox' },
    },
  );
  const word = { paymentId: bookingId, state, approvalUrl: null, declineReason: null };
  await settlePaymentInDatabase({ bookingId, attempt: 1 }, word);
  return {
    cancel: () => cancelBooking({ buyer, code, idempotencyKey: 'c' }),
    settle: async () => {
      const open = await takePayment(bookingId, 0);
      if (!open) throw new Error('nothing is open');
      await settlePayment(open);
    },
    /** Whether the reconciler takes it up so long after it was last asked for. */
    async isDueAfter(seconds: number) {
      await prisma().$executeRaw`
        UPDATE payments SET asked_at = clock_timestamp() - make_interval(secs => ${seconds}) WHERE booking_id = ${bookingId}`;
      const due = await takeDuePayments(10);
      await prisma().$executeRaw`UPDATE payments SET lease_until = NULL WHERE booking_id = ${bookingId}`;
      return due.some((open) => open.bookingId === bookingId);
    },
    stands: async () => {
      const { status, payments } = await prisma().booking.findUniqueOrThrow({
        where: { id: bookingId },
        include: { payments: true },
      });
      return { status, open: payments.some(({ settledAt }) => settledAt === null) };
    },
  };
}

test('a provider that does not answer is asked less and less often, until it does', async () => {
  const claim = await claimAt('authorized');
  provider.says = 'away';
  const waited: boolean[] = [];
  for (const seconds of [2, 4, 8, 16, 30, 30, 30]) {
    waited.push(await claim.isDueAfter(seconds - 1), await claim.isDueAfter(seconds + 1));
    await claim.settle();
  }
  expect(waited).toEqual(Array.from({ length: 7 }, () => [false, true]).flat());
  provider.says = 'voided';
  await claim.settle();
  expect(await claim.stands()).toEqual({ status: 'PENDING', open: false });
});

test('once it has answered, it is asked as often as ever', async () => {
  const claim = await claimAt('requires_approval');
  provider.says = 'away';
  for (let times = 0; times < 6; times += 1) await claim.settle();
  expect(await claim.isDueAfter(20)).toBe(false);
  provider.says = 'requires_approval';
  await claim.settle();
  expect(await claim.isDueAfter(16)).toBe(true);
});

test('a payment the provider does not know came to nothing, unless its money may have been taken', async () => {
  const claimed = await claimAt('requires_approval');
  const capturing = await claimAt('authorized');
  provider.says = null;
  await claimed.settle();
  expect(await claimed.stands()).toEqual({ status: 'PENDING', open: false });
  await capturing.settle();
  expect(await capturing.stands()).toEqual({ status: 'CAPTURING', open: true });
});

test('a payment that is gone when it is to be captured is not taken for one that came to nothing', async () => {
  const claim = await claimAt('requires_approval');
  provider.says = 'authorized';
  await claim.settle();
  expect(await claim.stands()).toEqual({ status: 'CAPTURING', open: true });
});

test('a claim that is cancelled is brought to its end at once, in a turn of its own', async () => {
  const claim = await claimAt('requires_approval');
  provider.says = 'voided';
  expect(await claim.cancel()).toMatchObject({ ok: true });
  await expect.poll(claim.stands).toEqual({ status: 'CANCELLED', open: false });
});
