import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { insertPaidBooking } from '@/lib/use-cases/test-paid';
import type { Prisma } from '@/prisma/generated/client';
import { countLiveTickets } from './booking-store';
import { prisma } from './client';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
  // Statistics stay as they are taken here: of the shows before.
  await prisma().$executeRaw`ALTER TABLE bookings SET (autovacuum_enabled = false)`;
});
afterAll(() => close?.());

const explained = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({ Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }) }),
    ]),
  }),
]);

/** How many blocks of 8 kB a statement looks at, once what it needs to know of the tables is known. */
async function blocksRead(db: Prisma.TransactionClient, sql: string): Promise<number> {
  const explain = () => db.$queryRawUnsafe(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`);
  await explain();
  const { Plan: plan } = explained.parse(await explain())[0]['QUERY PLAN'][0];
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
}

test('a buyer is counted by their own bookings, however much the show has sold since statistics were taken', async () => {
  const sale = await createTestSale({ paymentMethods: ['sandbox'] });
  const buyer = await createTestBuyer();
  const sell = (db: Prisma.TransactionClient, code: string, show: string) =>
    db.$executeRawUnsafe(
      `INSERT INTO bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency)
       SELECT gen_random_uuid(), '${code}' || n, ${show}, 'buyer-' || n % 2500, 'CONFIRMED', 'none', 0, 'KRW'
       FROM generate_series(1, 10000) AS n`,
    );
  await prisma().$transaction(async (db) => {
    // Without foreign keys and triggers: only how many there are matters.
    await db.$executeRaw`SET LOCAL session_replication_role = replica`;
    await sell(db, 'P', `'past-' || n % 5`);
    await db.$executeRaw`ANALYZE bookings`;
    await sell(db, 'N', `'${sale.scheduleId}'`);
  });
  await insertPaidBooking(sale, [0, 1], buyer);

  const whose = { buyer: `'${buyer.userId}'`, show: `'${sale.scheduleId}'` };
  const [counting, unfenced] = await prisma().$transaction(async (db) => [
    await blocksRead(db, `SELECT live_tickets_of_buyer(${whose.buyer}, ${whose.show})`),
    await blocksRead(
      db,
      `SELECT count(*) FROM bookings WHERE buyer_id = ${whose.buyer} AND schedule_id = ${whose.show}`,
    ),
  ]);
  expect(await countLiveTickets(buyer.userId, sale.scheduleId)).toBe(2);
  expect(counting).toBeLessThan(20);
  // The same asked for plainly goes through all that the show has sold.
  expect(unfenced).toBeGreaterThan(100);
});
