import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLiveState } from '@/lib/sale/seat-state';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { withinRedisBudget } from './client';
import { claimHold, endClaim, holdPlaces, readHold, releasePlaces } from './hold-store';
import { seatKeys } from './keys';
import { applySeatBase, sweepHoldsInRedis } from './seat-base-store';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const times = { holdSeconds: 120, checkoutSeconds: 300, holdCapSeconds: 600 };
const some = (quantity: number) => ({ places: [], areas: [{ area: 0, quantity }] });

async function scene(capacity: number) {
  const sale = await createTestSale({ areas: [capacity] });
  await readLiveState(sale.scheduleId, sale.seatCount);
  const whose = (userId: string) => ({ scheduleId: sale.scheduleId, userId });
  return {
    sale,
    whose,
    index: `area_index:{${sale.scheduleId}}`,
    counts: `area_counts:{${sale.scheduleId}}`,
  };
}

/** Ends a hold's time as the clock would: its record is gone, its index entries stay for the sweep. */
async function lapse({ scheduleId }: TestSale, userId: string) {
  const hold = seatKeys(scheduleId, userId)[5] ?? '';
  const index = `area_index:{${scheduleId}}`;
  await withinRedisBudget(async (client) => {
    const id = await client.hGet(hold, 'id');
    await client.del(hold);
    for (const entry of await client.zRange(index, 0, -1)) {
      if (id && entry.includes(id)) await client.zAdd(index, { score: Date.now() - 100, value: entry });
    }
  });
}

/** What Redis has of the area: its counts, and what the index is worth. */
async function areaIn({ scheduleId }: TestSale) {
  const [counts, entries] = await withinRedisBudget((client) =>
    Promise.all([
      client.hGetAll(`area_counts:{${scheduleId}}`),
      client.zRange(`area_index:{${scheduleId}}`, 0, -1),
    ]),
  );
  const worth = entries.reduce((sum, entry) => sum + Number(entry.split(':')[2]), 0);
  const number = (name: string) => Number(counts[`0:${name}`] ?? 0);
  return { held: number('held'), free: number('free'), live: number('live'), worth };
}

test('control: a count that falls by what two sweepers each saw lets holds pass the capacity', async () => {
  const { sale, whose, index, counts } = await scene(4);
  await holdPlaces(whose('gone'), some(2), times, 4);
  await holdPlaces(whose('here'), some(2), times, 4);
  await lapse(sale, 'gone');
  const look = () => withinRedisBudget((client) => client.zRangeByScore(index, '-inf', Date.now()));
  // Both look, then both free: the count does not fall where the entry goes.
  const seen = await Promise.all([look(), look()]);
  for (const entries of seen) {
    await withinRedisBudget(async (client) => {
      for (const entry of entries) await client.hIncrBy(counts, '0:held', -Number(entry.split(':')[2]));
      await client.zRem(index, entries);
    });
  }
  // Two are held by "here", and yet four more are given away.
  expect(await holdPlaces(whose('next'), some(4), times, 4)).toMatchObject({ outcome: 'held' });
  expect((await areaIn(sale)).worth).toBe(6);
});

test('sweepers, releases, ends of claims and holds at once: the count is what the index is worth, never past the capacity', async () => {
  const capacity = 7;
  const { sale, whose } = await scene(capacity);
  for (let round = 0; round < 15; round += 1) {
    const users = Array.from({ length: 6 }, (_, n) => `u${round}-${n}`);
    await Promise.all(users.map((user, n) => holdPlaces(whose(user), some(1 + (n % 3)), times, 4)));
    await Promise.all(users.slice(0, 3).map((user) => lapse(sale, user)));
    await Promise.all([
      ...users.map(() => sweepHoldsInRedis(sale.scheduleId, 0)),
      ...users.map((user) => releasePlaces(whose(user), { places: [] }, times)),
      ...users.map((user) => claimHold(whose(`${user}c`), some(2), times, 'one')),
      ...users.map((user) => endClaim(whose(`${user}c`), 'one')),
      ...users.map((user, n) => holdPlaces(whose(user), some(1 + (n % 4)), times, 4)),
      ...users.map(() => sweepHoldsInRedis(sale.scheduleId, 0)),
    ]);
    const { held, worth, free } = await areaIn(sale);
    expect(held).toBe(worth);
    expect(worth).toBeLessThanOrEqual(capacity);
    expect(free).toBe(capacity - worth);
    for (const user of users) await releasePlaces(whose(user), { places: [] }, times);
    expect(await areaIn(sale)).toEqual({ held: 0, worth: 0, free: capacity, live: 0 });
  }
});

test('two attempts of one buyer: what one books leaves the hold, what the other took itself is given back', async () => {
  const { sale, whose } = await scene(10);
  await holdPlaces(whose('a'), some(2), times, 10);
  expect(await claimHold(whose('a'), some(1), times, 'one')).toMatchObject({ touched: { areas: [] } });
  expect(await claimHold(whose('a'), some(5), times, 'two')).toMatchObject({
    touched: { areas: [{ area: 0, quantity: 3 }] },
  });
  const base = { seats: [], areas: [{ area: 0, capacity: 10, live: 1, epoch: 1 }] };
  await applySeatBase(whose('a'), base, {
    attempt: 'one',
    holdSeconds: 120,
    areas: [{ area: 0, quantity: 1 }],
  });
  expect(await readHold(whose('a'))).toMatchObject({ hold: { areas: [{ area: 0, quantity: 4 }] } });
  await endClaim(whose('a'), 'two');
  expect(await readHold(whose('a'))).toMatchObject({ hold: { areas: [{ area: 0, quantity: 1 }] } });
  expect(await areaIn(sale)).toEqual({ held: 1, worth: 1, live: 1, free: 8 });
});

test('an old word of PostgreSQL changes nothing, told late, twice or out of order', async () => {
  const { sale } = await scene(10);
  const tell = (live: number, epoch: number) =>
    applySeatBase(
      { scheduleId: sale.scheduleId },
      { seats: [], areas: [{ area: 0, capacity: 10, live, epoch }] },
    );
  for (const [live, epoch] of [
    [1, 1],
    [3, 3],
    [2, 2],
    [3, 3],
    [1, 1],
  ] as const)
    await tell(live, epoch);
  expect(await areaIn(sale)).toMatchObject({ live: 3, free: 7 });
  await tell(1, 4);
  expect(await areaIn(sale)).toMatchObject({ live: 1, free: 9 });
});

type Step = {
  user: string;
  quantity: number;
  what: 'hold' | 'keep' | 'claim' | 'end' | 'book' | 'lapse' | 'sweep';
};

test('whatever happens in whatever order: held is what the index is worth, and free what is left', async () => {
  const capacity = 6;
  const step: fc.Arbitrary<Step> = fc.record({
    user: fc.constantFrom('a', 'b', 'c'),
    quantity: fc.integer({ min: 0, max: 4 }),
    what: fc.constantFrom('hold', 'hold', 'keep', 'claim', 'end', 'book', 'lapse', 'sweep'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const { sale, whose } = await scene(capacity);
      let [live, epoch] = [0, 0];
      const act = async ({ user, quantity, what }: Step) => {
        if (what === 'hold') await holdPlaces(whose(user), some(quantity), times, 5);
        if (what === 'keep') await releasePlaces(whose(user), some(quantity), times);
        if (what === 'claim') await claimHold(whose(user), some(quantity), times, 'x');
        if (what === 'end') await endClaim(whose(user), 'x');
        if (what === 'lapse') await lapse(sale, user);
        if (what === 'sweep') await sweepHoldsInRedis(sale.scheduleId, 0);
        // PostgreSQL's condition.
        if (what !== 'book' || live + quantity > capacity) return;
        live += quantity;
        epoch += 1;
        const base = { seats: [], areas: [{ area: 0, capacity, live, epoch }] };
        await applySeatBase(whose(user), base, {
          attempt: 'x',
          holdSeconds: 120,
          areas: [{ area: 0, quantity }],
        });
      };
      for (const each of steps) {
        await act(each);
        const area = await areaIn(sale);
        expect(area.held).toBe(area.worth);
        expect(area.held).toBeGreaterThanOrEqual(0);
        expect(area.free).toBe(Math.max(0, capacity - live - area.worth));
      }
    }),
    { numRuns: 25 },
  );
});
