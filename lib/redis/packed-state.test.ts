import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLiveState } from '@/lib/sale/seat-state';
import { createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { withinRedisBudget } from './client';
import { feedChannel } from './keys';
import { readPackedStates } from './packed-state';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

test('a map of this server is read; the memory of an earlier one, and a map being built, are none', async () => {
  const { scheduleId, seatCount } = await createTestSale();
  const feed = feedChannel(scheduleId);
  const isThere = async () => (await readPackedStates([scheduleId]))[0] !== null;
  expect(await isThere()).toBe(false);
  await readLiveState(scheduleId, seatCount);
  expect(await isThere()).toBe(true);

  await withinRedisBudget((client) => client.hSet(feed, 'run', 'an earlier server'));
  expect(await isThere()).toBe(false);

  await withinRedisBudget((client) => client.hDel(feed, ['run', 'generation', 'seq']));
  await withinRedisBudget((client) => client.hSet(feed, 'rebuild:next', 'this server'));
  expect(await isThere()).toBe(false);
});
