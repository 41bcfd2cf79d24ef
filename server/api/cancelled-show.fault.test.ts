import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { breaches } from '@/lib/postgres/test-invariants';
import { createTestBuyer, type TestSale } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { booksOf } from '@/lib/use-cases/test-paid';
import { buyerDecides } from '@/server/sandbox-payments/test-bank';
import { openMortalShop } from './test-crash';
import { createPaidSale } from './test-purchase';

let at: Awaited<ReturnType<typeof openMortalShop>>;
beforeAll(async () => {
  at = await openMortalShop();
});
afterAll(() => at?.close());

/** Asks again until the shop, dead or alive, has answered. */
async function ask(token: string, method: string, path: string, body?: object, key: string = randomUUID()) {
  for (;;) {
    try {
      const response = await fetch(`${at.url}/api/v1${path}`, {
        method,
        headers: {
          ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(5000),
      });
      const { data } = (await response.json()) as { data?: Record<string, unknown> };
      if (data) return data;
    } catch {
      // It died, or has not come back yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function claim(sale: TestSale, place: number) {
  const [token = ''] = await openTestSessions([await createTestBuyer()]);
  const what = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(place), payment_method: 'sandbox' };
  const { code } = await ask(token, 'POST', '/tickets/bookings', what);
  const payment = () => ask(token, 'GET', `/tickets/bookings/${code}/payment`);
  await expect.poll(async () => (await payment()).stage, { timeout: 20_000 }).toBe('to_approve');
  return { payment, approvalUrl: String((await payment()).approval_url) };
}

async function pay(sale: TestSale, place: number): Promise<void> {
  const { payment, approvalUrl } = await claim(sale, place);
  await buyerDecides(approvalUrl, 'approve');
  await expect.poll(async () => (await payment()).stage, { timeout: 20_000 }).toBe('paid');
}

/** What the bank's own books have of an organizer's sales. */
async function bankOf(organizerId: string) {
  const { payments } = (await at.bank.admin('GET', `/payments?account=${organizerId}`)).body;
  return payments.map(
    ({ status, captured_amount, refunded_amount }: Record<string, unknown>) =>
      `${status} ${captured_amount} ${refunded_amount}`,
  );
}

test.each(['show_cancelled', 'show_booking_cancelled:2', 'show_seats_blocked'])(
  'the shop dies at %s: the next goes on, and everybody is paid back once',
  async (crashAt) => {
    const organizer = await createTestBuyer('organizer');
    const [token = ''] = await openTestSessions([organizer]);
    const sale = await createPaidSale({ organizerId: organizer.userId });
    const { scheduleId } = sale;
    for (const place of [0, 1, 2]) await pay(sale, place);
    await claim(sale, 3);
    const deaths = at.shop.deaths;
    await at.shop.dieAt(crashAt);
    expect(await ask(token, 'POST', `/schedules/${scheduleId}/cancel`)).toMatchObject({ bookings_total: 4 });
    await expect.poll(() => at.shop.deaths, { timeout: 20_000 }).toBe(deaths + 1);
    // The dead one's lease is not waited for.
    await prisma().showCancellation.update({ where: { scheduleId }, data: { leaseUntil: new Date(0) } });
    const progress = () => ask(token, 'GET', `/schedules/${scheduleId}/cancellation`);
    await expect
      .poll(progress, { timeout: 30_000 })
      .toMatchObject({ bookings_left: 0, refunds: { due: { count: 0 }, done: { count: 3 } } });
    await expect
      .poll(async () => (await bankOf(organizer.userId)).sort(), { timeout: 30_000 })
      .toEqual([...Array(3).fill('captured 154000 154000'), 'voided 0 0']);
    await expect
      .poll(() => prisma().seat.count({ where: { scheduleId, status: { not: 'withheld' } } }))
      .toBe(0);
    expect(await booksOf(sale)).toMatchObject({ live: 0, refunded: 3 * 154_000, balance: 0 });
    await expect.poll(breaches, { timeout: 30_000 }).toEqual([]);
    expect(await prisma().refund.count({ where: { payment: { booking: { scheduleId } } } })).toBe(3);
  },
  90_000,
);
