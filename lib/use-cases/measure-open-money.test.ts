import { afterAll, beforeAll, expect, test } from 'vitest';
import { metrics } from '@/lib/metrics';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { measureOpenMoney } from './measure-open-money';
import { insertPaidBooking } from './test-paid';
import { insertClaim } from './test-show';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());

async function told() {
  await measureOpenMoney();
  const { openPayments, unansweredPayments, openRefunds } = metrics;
  const of = async (gauge: { get: () => Promise<{ values: { labels: object; value: number }[] }> }) =>
    Object.fromEntries(
      (await gauge.get()).values.map(({ labels, value }) => [Object.values(labels).join(), value]),
    );
  return {
    payments: await of(openPayments),
    unanswered: await of(unansweredPayments),
    refunds: await of(openRefunds),
  };
}

test('money that is stuck, and refunds that need a person, are in the metrics', async () => {
  const none = { payments: { starting: 0, to_approve: 0, approved: 0 }, unanswered: { '': 0 } };
  expect(await told()).toEqual({ ...none, refunds: { due: 0, failed: 0 } });
  const sale = await createTestSale({ paymentMethods: ['sandbox'] });
  const [stuck] = [await insertClaim(sale, 0), await insertClaim(sale, 1)];
  await stuck.hear('authorized');
  await prisma().payment.updateMany({ where: { bookingId: stuck.bookingId }, data: { unanswered: 3 } });
  const { bookingId } = await insertPaidBooking(sale, [2]);
  const refund = { bookingId, attempt: 1, amountMinor: 1, reason: 'seats_cancelled' };
  await prisma().refund.createMany({
    data: [
      { ...refund, id: 'a', state: 'failed' },
      { ...refund, id: 'b' },
    ],
  });
  expect(await told()).toEqual({
    ...{ payments: { starting: 1, to_approve: 0, approved: 1 }, unanswered: { '': 1 } },
    refunds: { due: 1, failed: 1 },
  });
  await stuck.hear('captured');
  expect(await told()).toMatchObject({ payments: { starting: 1, approved: 0 }, unanswered: { '': 0 } });
});
