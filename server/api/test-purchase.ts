/** Purchases over HTTP with a practice bank of the test's own, and the jobs that bring them to their end. Not used by the product. */
import { randomUUID } from 'node:crypto';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores, type TestSaleOptions } from '@/lib/sale/test-sale';
import { openTestBank } from '@/server/sandbox-payments/test-bank';
import { runPurchases } from '../jobs/purchases';
import { ask, signUpSomebody, startTestServer } from './test-api';

const bookings = '/api/v1/tickets/bookings';

/** A server that the bank can tell what happened, its stores, the bank, and the jobs. */
export async function openTestPurchases() {
  const server = await startTestServer();
  const bank = await openTestBank();
  await bank.admin('PUT', '/accounts/*', { token_requests_per_minute: 1_000_000 });
  Object.assign(process.env, {
    ...{ APP_URL: server.url, RATE_LIMITS: 'off' },
    ...{ SANDBOX_PAYMENTS_URL: bank.url, SANDBOX_PAYMENTS_SECRET: bank.sharedSecret },
  });
  const closeStores = await openTestStores();
  const stopping = new AbortController();
  const jobs = runPurchases(stopping.signal);
  return {
    bank,
    /** How the payments of a booking stand in the bank's own books. */
    async bankStates(code: string): Promise<string[]> {
      const { id } = await prisma().booking.findUniqueOrThrow({ where: { code } });
      const { payments } = (await bank.admin('GET', '/payments')).body;
      const its = payments.filter(({ reference }: { reference: string }) => reference === id);
      return its.map(({ status }: { status: string }) => status);
    },
    async close() {
      // The bank first: what it tells has nowhere to go afterwards.
      await bank.close();
      stopping.abort();
      await jobs;
      await server.stop();
      await closeStores();
    },
  };
}
export type TestPurchases = Awaited<ReturnType<typeof openTestPurchases>>;

/** A sale that takes the practice bank alone. */
export function createPaidSale(options: TestSaleOptions = {}) {
  return createTestSale({ paymentMethods: ['sandbox'], ...options });
}

type PaidSale = Awaited<ReturnType<typeof createPaidSale>>;

/** Somebody who books over HTTP, and what they ask about it. */
export async function createTestPayer() {
  const { token, userId } = await signUpSomebody();
  const of = (code: string) => `${bookings}/${code}/payment`;
  return {
    ...{ token, userId },
    book: (sale: PaidSale, places: number[], more: object = {}, key: string = randomUUID()) =>
      ask('POST', bookings, {
        token,
        headers: { 'idempotency-key': key },
        body: {
          ...{ event_id: sale.eventId, schedule_id: sale.scheduleId, payment_method: 'sandbox' },
          ...(places.length > 0 && { seat_ids: sale.seatIds(...places) }),
          ...more,
        },
      }),
    view: (code: string) => ask('GET', of(code), { token }),
    start: (code: string) => ask('POST', of(code), { token }),
    abandon: (code: string) => ask('DELETE', of(code), { token }),
    booking: (code: string) => ask('GET', `${bookings}/${code}`, { token }),
  };
}
export type TestPayer = Awaited<ReturnType<typeof createTestPayer>>;
