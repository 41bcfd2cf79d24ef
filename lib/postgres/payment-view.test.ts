import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { insertPaidBooking } from '@/lib/use-cases/test-paid';
import { prisma } from './client';
import { readPaymentView } from './payment-view';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());
afterEach(() => vi.useRealTimers());

async function viewOf(refunds: ('due' | 'done' | 'failed')[]) {
  const sale = await createTestSale({ paymentMethods: ['sandbox'] });
  const buyer = await createTestBuyer();
  const { bookingId, code } = await insertPaidBooking(sale, [0], buyer);
  const cancelledAt = new Date();
  await prisma().booking.update({
    where: { id: bookingId },
    data: { status: 'CANCELLED', cancelledAt, feeMinor: 0, refundMinor: 154_000 },
  });
  await prisma().refund.createMany({
    data: refunds.map((state) => ({
      ...{ id: randomUUID(), bookingId, attempt: 1, amountMinor: 1000, reason: 'cancelled', state },
      doneAt: state === 'done' ? cancelledAt : null,
    })),
  });
  const seen = await readPaymentView(buyer.userId, code);
  if (!seen?.payment) throw new Error('no payment');
  return seen.payment;
}

test('a refund the provider will not do is not told as one that is under way', async () => {
  expect((await viewOf(['done', 'due'])).stage).toBe('refunding');
  expect((await viewOf(['done', 'failed', 'due'])).stage).toBe('refund_failed');
});

test('what is left of the time is told by the clock of the database, however wrong that of the server is', async () => {
  const [row] = await prisma().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  vi.useFakeTimers({ now: Date.now() + 300_000, toFake: ['Date'] });
  const { now } = await viewOf([]);
  expect(Math.abs(now.getTime() - (row?.now.getTime() ?? 0))).toBeLessThan(60_000);
});
