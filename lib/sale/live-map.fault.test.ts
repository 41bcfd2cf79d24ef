import { afterAll, beforeAll, expect, test } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { holdPlaces } from '@/lib/redis/hold-store';
import { LiveMap } from './live-map';
import { readLiveState } from './seat-state';
import { createTestSale } from './test-sale';
import { openOwnStores } from './test-servers';

let stores: Awaited<ReturnType<typeof openOwnStores>>;
beforeAll(async () => {
  stores = await openOwnStores();
});
afterAll(() => stores.close());

const times = { holdSeconds: 120, checkoutSeconds: 300, holdCapSeconds: 600 };
const quick = { batchEveryMs: 5, verifyEveryMs: 50, keptBatches: 600 };

test('both stores freeze, then one after the other is back: stale, reset, and right at every stop', {
  timeout: 60_000,
}, async () => {
  const { redis, postgres } = stores;
  const sale = await createTestSale();
  const { scheduleId, seatCount } = sale;
  const hold = (place: number) => holdPlaces({ scheduleId, userId: 'u' }, { places: [place] }, times, 100);
  await readLiveState(scheduleId, seatCount);
  const map = new LiveMap(scheduleId, seatCount, quick);
  await map.start();
  const heard: string[] = [];
  map.watch({ send: (frame) => heard.push(/^event: (\w+)/.exec(frame.toString())?.[1] ?? 'seats') }, null);
  await hold(0);
  await expect.poll(() => heard).toEqual(['reset', 'seats']);
  const before = map.state();

  postgres.freeze();
  redis.freeze();
  await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe('stale');
  expect(map.state()).toEqual(before);
  postgres.thaw();
  await expect.poll(() => heard.slice(2), { timeout: 10_000 }).toEqual(['stale', 'reset', 'stale']);
  expect(map.state().position).not.toBe(before.position);
  // It counts on by itself for a while; Redis, when it is back, is where it was.
  redis.thaw();
  await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe('reset');
  const state = await readLiveState(scheduleId, seatCount);
  expect(map.state()).toEqual({
    bytes: state.bytes,
    areas: [],
    position: `${state.generation}.${state.seq}`,
  });

  expect(await hold(1)).toMatchObject({ outcome: 'held' });
  await expect.poll(() => heard.at(-1)).toBe('seats');
  const after = await readLiveState(scheduleId, seatCount);
  expect(map.state().bytes).toEqual(after.bytes);
  map.stop();
});

test('both stores freeze and Redis alone is back: the watchers are told reset', {
  timeout: 60_000,
}, async () => {
  const { redis, postgres } = stores;
  const sale = await createTestSale();
  const map = new LiveMap(sale.scheduleId, sale.seatCount, quick);
  await map.start();
  const heard: string[] = [];
  map.watch({ send: (frame) => heard.push(frame.toString().split('\n')[0] ?? '') }, map.state().position);
  postgres.freeze();
  redis.freeze();
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['event: stale']);
  redis.thaw();
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['event: stale', 'event: reset']);
  postgres.thaw();
  map.stop();
});

test('a map that cannot start because both stores are away says so, and starts once they are back', {
  timeout: 60_000,
}, async () => {
  const { redis, postgres } = stores;
  const sale = await createTestSale();
  postgres.freeze();
  redis.freeze();
  await expect(new LiveMap(sale.scheduleId, sale.seatCount, quick).start()).rejects.toSatisfy(
    isStoreUnavailable,
  );
  postgres.thaw();
  redis.thaw();
  const map = new LiveMap(sale.scheduleId, sale.seatCount, quick);
  const outage = (error: unknown) => {
    if (!isStoreUnavailable(error)) throw error;
    return 'away';
  };
  await expect.poll(() => map.start().then(() => 'started', outage), { timeout: 5000 }).toBe('started');
  map.stop();
});
