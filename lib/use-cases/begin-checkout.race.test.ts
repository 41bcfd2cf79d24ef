import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookedTogether } from '@/lib/postgres/test-races';
import { withinRedisBudget } from '@/lib/redis/client';
import { startLockProcesses } from '@/lib/sale/test-lock-crowd';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { viewHold } from './view-hold';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const taps = 20;

test('control: taps that look for the checkout first and then write it lose each other their seats', async () => {
  const key = `control:${randomUUID()}`;
  const look = lookedTogether(taps);
  const told = await Promise.all(
    Array.from({ length: taps }, async (_, seat) => {
      const found = await withinRedisBudget((client) => client.get(key));
      await look();
      const checkout = found ? JSON.parse(found) : { id: randomUUID(), seats: [] };
      checkout.seats.push(seat);
      await withinRedisBudget((client) => client.set(key, JSON.stringify(checkout), { EX: 10 }));
      return checkout.id;
    }),
  );
  const left = JSON.parse((await withinRedisBudget((client) => client.get(key))) ?? '{}');
  expect(new Set(told).size).toBe(taps);
  expect(left.seats).toHaveLength(1);
});

test(`${taps} taps of one buyer at once on two instances, each to the checkout: one checkout with all seats`, {
  timeout: 60_000,
}, async () => {
  const sale = await createTestSale({ seatLimit: 100 });
  const { scheduleId } = sale;
  const buyer = await createTestBuyer();
  const instances = await startLockProcesses(2);
  const seatIds = sale.seatIds(...Array.from({ length: taps }, (_, place) => place));
  for (const [n, one] of instances.entries()) {
    one.tell({ checkouts: { buyer, scheduleId, seatIds: seatIds.filter((_, place) => place % 2 === n) } });
  }
  const told = () =>
    instances.flatMap(({ heard }) => heard.flatMap((words) => ('checkout' in words ? words.checkout : [])));
  const ended = () => instances.flatMap((one) => one.endings());
  await expect.poll(() => told().length + ended().length, { timeout: 30_000 }).toBe(taps);
  expect(ended()).toEqual([]);
  const hold = await viewHold({ buyer, scheduleId });
  if (!hold.ok) throw new Error(hold.refusal.code);
  expect(hold.value.seats.map((seat) => seat.seatId)).toEqual(seatIds);
  // The same one for all, whichever instance they asked.
  expect(new Set(told().map(({ holdId }) => holdId))).toEqual(new Set([hold.value.holdId]));
  const sizes = told().map((checkout) => checkout.seatIds.length);
  expect(Math.max(...sizes)).toBe(taps);
  await Promise.all(instances.map((one) => one.end()));
});
