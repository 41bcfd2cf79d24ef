import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLiveState } from '@/lib/sale/seat-state';
import { inversionsOf, outOfTurn, soundArea, watchArea } from '@/lib/sale/test-area-crowd';
import { createTestBuyers, createTestSale } from '@/lib/sale/test-sale';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import { expectAnswerSoon } from '@/lib/sale/test-timed';
import { bookPatiently, tell } from './test-patient-bookings';

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ redis, close } = await openStoresWithOwnRedis());
});
afterAll(() => close());

/** Longer than any call waits for Redis, shorter than what counts as its absence. */
const stumbleMs = 700;

async function stumble() {
  redis.freeze();
  const until = performance.now() + stumbleMs;
  await expect.poll(() => performance.now() >= until, { timeout: 5000, interval: 20 }).toBe(true);
  redis.thaw();
}

test('Redis stumbles while a crowd books: nobody goes on out of turn', { timeout: 90_000 }, async () => {
  const places = 60;
  const sale = await createTestSale({ areas: [places] });
  const { scheduleId, seatCount } = sale;
  const buyers = await createTestBuyers(places + 20);
  await readLiveState(scheduleId, seatCount);
  const seen = await watchArea(redis.url, scheduleId, 0);
  const wanted = { seatIds: [], areas: [sale.area(0, 1)] };
  const booking = Promise.all(buyers.map((buyer) => bookPatiently(buyer, sale, wanted)));
  for (const served of [1, places / 3, (2 * places) / 3]) {
    await expect
      .poll(() => seen.served.length, { timeout: 30_000, interval: 5 })
      .toBeGreaterThanOrEqual(served);
    await stumble();
  }
  const asked = await booking;
  seen.stop();
  tell('Redis stumbles', asked);
  const sold = await soundArea(sale, 0);
  expect(sold.live).toBe(places);
  expect(await outOfTurn()).toBe(0);
  expect(inversionsOf(seen.came, seen.served)).toBe(0);
  expect(inversionsOf(seen.booked, sold.buyers)).toBe(0);
});

test('Redis stays away: places are booked all the same, each answer within 2 s', {
  timeout: 60_000,
}, async () => {
  const sale = await createTestSale({ areas: [10] });
  const { scheduleId, seatCount } = sale;
  const [first, second] = await createTestBuyers(2);
  if (!first || !second) throw new Error('Two buyers were asked for.');
  await readLiveState(scheduleId, seatCount);
  const wanted = { seatIds: [], areas: [sale.area(0, 1)] };
  redis.freeze();
  for (const buyer of [first, second]) {
    const { end, waits } = await bookPatiently(buyer, sale, wanted);
    expect(end).toBe('booked');
    expect(Math.max(...waits)).toBeLessThan(2000);
  }
  redis.thaw();
  expect((await soundArea(sale, 0)).live).toBe(2);
  expect(await outOfTurn()).toBeGreaterThan(0);
  await expectAnswerSoon(() => readLiveState(scheduleId, seatCount));
});
