import { afterAll, beforeAll, expect, test } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { openTestStores } from '@/lib/sale/test-sale';
import { startWay } from '@/lib/sale/test-way';
import { prisma } from './client';
import { readDatabaseClock } from './clock';

// A cable that is pulled says nothing: what waits for an answer would wait until the system gives the socket up.

let way: Awaited<ReturnType<typeof startWay>>;
let close: () => Promise<void>;
beforeAll(async () => {
  process.env.DATABASE_POOL_SIZE = '3';
  way = await startWay(process.env.TEST_DATABASE_URL ?? '');
  const template = process.env.TEST_TEMPLATE_DATABASE;
  close = await openTestStores(process.env.TEST_REDIS_URL, { adminUrl: way.url, template });
});
afterAll(async () => {
  await close();
  way.close();
});

test('connections cut off without a word give their places in the pool back', {
  timeout: 40_000,
}, async () => {
  const ask = () =>
    readDatabaseClock().then(
      () => 'answer',
      (error) => (isStoreUnavailable(error) ? 'away' : error),
    );
  await prisma().$queryRaw`SELECT 1`;
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['answer', 'answer', 'answer']);
  way.cutOff();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['away', 'away', 'away']);
  // The whole pool waits for answers that never come.
  expect(await ask()).toBe('away');
  await expect.poll(ask, { timeout: 12_000 }).toBe('answer');
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['answer', 'answer', 'answer']);
});
