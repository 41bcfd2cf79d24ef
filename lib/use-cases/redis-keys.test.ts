import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinRedisBudget } from '@/lib/redis/client';
import { seatKeys } from '@/lib/redis/keys';
import { createTestBuyer, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { holdSeats } from './hold-seats';
import { readSeatState } from './read-seat-state';
import { sweepHolds } from './sweep-holds';
import { book, cancel, standBy } from './test-standby';
import { viewWaitingPlace } from './view-waiting-place';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

/** What Redis keeps of a schedule, and how long each of it stays, milliseconds; -1: for ever. */
async function keysOf({ scheduleId }: TestSale): Promise<Map<string, number>> {
  return withinRedisBudget(async (client) => {
    const names = await client.keys(`*{${scheduleId}}*`);
    const left = await Promise.all(names.map((name) => client.pTTL(name)));
    return new Map(names.map((name, i) => [name, left[i] ?? -1]));
  });
}

const forEver = (keys: Map<string, number>) =>
  [...keys].flatMap(([name, left]) => (left === -1 ? [name] : []));

test('nothing of a schedule stays in Redis for ever, and its map is known to be gone before its parts are', async () => {
  const sale = await createTestSale({ areas: [10], fairReleaseSeconds: 60 });
  const { scheduleId } = sale;
  const [buyer, other] = [await createTestBuyer(), await createTestBuyer()];
  const code = await book(sale, buyer, 0);
  await book(sale, buyer, 1);
  await standBy(sale, other, 1);
  await cancel(buyer, code);
  const wanted = { seatIds: sale.seatIds(2), areas: [sale.area(0, 1)] };
  expect(await holdSeats({ buyer, scheduleId, wanted })).toMatchObject({ ok: true });
  await sweepHolds([sale]);
  const kept = await keysOf(sale);
  expect(kept.size).toBeGreaterThan(10);
  expect(forEver(kept)).toEqual([]);
  const [feed = '', ...parts] = seatKeys(scheduleId, '');
  for (const part of parts.filter((name) => /seat_|_counts/.test(name))) {
    expect(kept.get(part), part).toBeGreaterThan((kept.get(feed) ?? 0) + 3_600_000);
  }
});

test('asking for a place where there is no waiting room leaves nothing in Redis', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const nowhere = { ...sale, scheduleId: randomUUID() };
  for (const { scheduleId } of [sale, nowhere]) {
    expect((await viewWaitingPlace({ buyer, scheduleId })).ok).toBe(false);
  }
  expect([...(await keysOf(sale)).keys(), ...(await keysOf(nowhere)).keys()]).toEqual([]);
});

test('what is told of a schedule whose map nobody looks at does not stay for ever either', async () => {
  const sale = await createTestSale({ areas: [10] });
  const buyer = await createTestBuyer();
  const code = await book(sale, buyer, 0);
  await withinRedisBudget((client) => client.del(seatKeys(sale.scheduleId, '')));
  await cancel(buyer, code);
  expect(forEver(await keysOf(sale))).toEqual([]);
  expect(await readSeatState({ scheduleId: sale.scheduleId })).toMatchObject({ ok: true });
  expect(forEver(await keysOf(sale))).toEqual([]);
});
