import { afterAll, beforeAll, expect, test } from 'vitest';
import { placesIn } from '@/lib/domain/standing-area';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readLiveState } from '@/lib/sale/seat-state';
import { inversionsOf, outOfTurn, soundArea, watchArea } from '@/lib/sale/test-area-crowd';
import { createTestBuyers, createTestSale, type TestSale } from '@/lib/sale/test-sale';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import { timed } from '@/lib/sale/test-timed';
import { cancelBooking } from './cancel-booking';
import { holdSeats } from './hold-seats';
import { sweepHolds } from './sweep-holds';
import { bookPatiently, tell } from './test-patient-bookings';

// Full size: AREA_PLACES=500 AREA_BUYERS=2000 npx vitest run lib/use-cases/standing-area-crowd.race.test.ts
const places = Number(process.env.AREA_PLACES ?? 100);
const crowd = Number(process.env.AREA_BUYERS ?? 400);

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ redis, close } = await openStoresWithOwnRedis());
});
afterAll(() => close());

const free = async ({ scheduleId, seatCount }: TestSale) =>
  (await readLiveState(scheduleId, seatCount)).areas[0] ?? -1;

/** What the sweeper does. */
function sweeping({ scheduleId }: TestSale): () => void {
  const timer = setInterval(() => void sweepHolds([{ scheduleId, fairReleaseSeconds: 0 }]), 500);
  return () => clearInterval(timer);
}

test(`${crowd} buyers at once for ${places} places: all are sold, numbered in the order of arrival at the lock`, {
  timeout: 240_000,
}, async () => {
  const sale = await createTestSale({ areas: [places] });
  const buyers = await createTestBuyers(crowd);
  await free(sale);
  const seen = await watchArea(redis.url, sale.scheduleId, 0);
  const began = performance.now();
  const asked = await Promise.all(
    buyers.map((buyer) => bookPatiently(buyer, sale, { seatIds: [], areas: [sale.area(0, 1)] })),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  seen.stop();
  tell(`${crowd} buyers, ${places} places, ${seconds} s`, asked);
  const sold = await soundArea(sale, 0);
  expect(sold.live).toBe(places);
  expect(asked.filter(({ end }) => end === 'booked')).toHaveLength(places);
  expect(asked.filter(({ end }) => end === 'NOT_ENOUGH_PLACES')).toHaveLength(crowd - places);
  // Each answer, or the place in line, came in time.
  expect(Math.max(...asked.flatMap(({ waits }) => waits))).toBeLessThan(2000);
  // Redis's account: who came, who had the lock, whose booking was told; and the numbers they were given.
  expect(await outOfTurn()).toBe(0);
  // Who could not be claimed for in Redis is refused by the row, in turn.
  expect(seen.served.length).toBeGreaterThanOrEqual(places);
  expect(inversionsOf(seen.came, seen.served)).toBe(0);
  // What Redis was not told in time, the outbox tells it.
  expect(seen.booked.length).toBeGreaterThan(places * 0.9);
  expect(inversionsOf(seen.booked, sold.buyers)).toBe(0);
  expect(await free(sale)).toBe(0);
});

test('of those who hold, three in ten go away: their places come back within the time to live and 5 s, and are sold', {
  timeout: 240_000,
}, async () => {
  const holdSeconds = 4;
  const sale = await createTestSale({ areas: [places], holdSeconds });
  const { scheduleId } = sale;
  const buyers = await createTestBuyers(crowd);
  await free(sale);
  const stop = sweeping(sale);
  const wanted = { seatIds: [], areas: [sale.area(0, 1)] };
  const held = await Promise.all(
    buyers.map(async (buyer) => {
      try {
        return await holdSeats({ buyer, scheduleId, wanted });
      } catch (error) {
        if (isStoreUnavailable(error)) return null;
        throw error;
      }
    }),
  );
  const holders = buyers.flatMap((buyer, n) => {
    const said = held[n];
    return said?.ok ? { buyer, holdId: said.value.holdId, endsAt: Date.parse(said.value.expiresAt) } : [];
  });
  // On a machine that is busy enough, some who got places were told that the service is away: they are abandoned too.
  expect(holders.length).toBeLessThanOrEqual(places);
  expect(await free(sale)).toBe(0);
  const gone = holders.filter((_, n) => n % 10 < 3);
  const staying = holders.filter((_, n) => n % 10 >= 3);
  const asked = await Promise.all(staying.map(({ buyer, holdId }) => bookPatiently(buyer, sale, { holdId })));
  tell(`${staying.length} who held`, asked);
  // Who was too late for the short time to live lost the places as those who went away.
  const booked = asked.filter(({ end }) => end === 'booked').length;
  await expect.poll(() => free(sale), { timeout: 60_000, interval: 20 }).toBe(places - booked);
  const lastEnd = Math.max(...gone.map(({ endsAt }) => endsAt));
  const late = Date.now() - lastEnd;
  console.log(`${gone.length} holds abandoned: all places are back ${late} ms after the last one's end`);
  expect(late).toBeLessThan(5000);
  stop();
  expect((await soundArea(sale, 0)).live).toBe(booked);
  const others = buyers.filter((_, n) => !held[n]?.ok).slice(0, places - booked + 5);
  const after = await Promise.all(others.map((buyer) => bookPatiently(buyer, sale, wanted)));
  expect(after.filter(({ end }) => end === 'booked')).toHaveLength(places - booked);
  expect((await soundArea(sale, 0)).live).toBe(places);
});

test('while some cancel and others book: numbers are never given again, places always', {
  timeout: 240_000,
}, async () => {
  const capacity = Math.floor(places / 4);
  const sale = await createTestSale({ areas: [capacity], seatLimit: 10 });
  const buyers = await createTestBuyers(capacity * 2);
  const asked = await Promise.all(
    buyers.map(async (buyer, n) => {
      const wanted = { seatIds: [], areas: [sale.area(0, 1 + (n % 3))] };
      const first = await bookPatiently(buyer, sale, wanted);
      if (first.end !== 'booked' || n % 2 === 0) return first;
      for (let tries = 0; tries < 20; tries += 1) {
        const said = await timed(() =>
          cancelBooking({ buyer, code: first.code, idempotencyKey: 'give back' }),
        );
        if (said.answer?.ok) break;
      }
      return first;
    }),
  );
  tell('cancelling meanwhile', asked);
  const { live, buyers: numbered } = await soundArea(sale, 0);
  expect(numbered.length).toBe(
    asked.reduce(
      (sum, { end }, n) => sum + (end === 'booked' ? placesIn([sale.area(0, 1 + (n % 3))]) : 0),
      0,
    ),
  );
  await expect.poll(() => free(sale)).toBe(capacity - live);
});

test('Redis is killed in the middle of the rush: the capacity is never passed, the counts are rebuilt right', {
  timeout: 240_000,
}, async () => {
  const sale = await createTestSale({ areas: [places] });
  const buyers = await createTestBuyers(Math.floor(crowd / 2));
  await free(sale);
  const wanted = { seatIds: [], areas: [sale.area(0, 1)] };
  const booking = Promise.all(buyers.map((buyer) => bookPatiently(buyer, sale, wanted)));
  await expect
    .poll(async () => (await soundArea(sale, 0)).live, { timeout: 60_000, interval: 10 })
    .toBeGreaterThan(0);
  await redis.kill9();
  await redis.restart({ empty: true });
  const asked = await booking;
  tell('Redis killed meanwhile', asked);
  const { live } = await soundArea(sale, 0);
  const booked = asked.filter(({ end }) => end === 'booked').length;
  expect(live).toBe(booked);
  await expect.poll(() => free(sale), { timeout: 20_000 }).toBe(places - live);
});
