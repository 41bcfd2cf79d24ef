import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinRedisBudget } from '@/lib/redis/client';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import { expectAnswerSoon, timed } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { listedStatuses } from './test-open-map';
import { startScene } from './test-rush';

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ redis, close } = await openStoresWithOwnRedis());
});
afterAll(() => close());

test('Redis is frozen in a run of bookings: a hold says so in time, named seats are booked, it recovers', {
  timeout: 60_000,
}, async () => {
  const { sale, bystander, map, rush, moreBookings, endAndCheck } = await startScene();
  const { scheduleId } = sale;
  redis.freeze();
  const lastFree = (await listedStatuses(sale)).lastIndexOf('available');
  const wanted = { seatIds: sale.seatIds(lastFree) };
  const held = await timed(() => holdSeats({ buyer: bystander, scheduleId, wanted }));
  expect(held).toMatchObject({ outage: 'redis' });
  expect(held.ms).toBeLessThan(1500);
  const booked = await timed(() =>
    confirmBooking({
      buyer: bystander,
      scheduleId,
      wanted,
      idempotencyKey: 'frozen',
    }),
  );
  // Somebody of the rush may have been quicker; but there is an answer, and it is PostgreSQL's.
  expect(booked.answer).toBeDefined();
  if (booked.answer?.ok) {
    const { code, seats } = booked.answer.value.booking;
    rush.acknowledged.push({
      ...{ buyer: bystander, key: 'frozen', code },
      places: seats.map((seat) => seat.place),
    });
  }
  await moreBookings(10);
  await expect.poll(() => map.heard, { timeout: 5000 }).toContain('stale');

  redis.thaw();
  await expectAnswerSoon(() => holdSeats({ buyer: bystander, scheduleId, wanted }));
  await expect
    .poll(() => map.heard.lastIndexOf('reset') > map.heard.lastIndexOf('stale'), { timeout: 5000 })
    .toBe(true);
  await moreBookings(10);
  await endAndCheck();
});

test('Redis is emptied again and again in a run of bookings', { timeout: 60_000 }, async () => {
  const { map, moreBookings, endAndCheck } = await startScene();
  const resets = () => map.heard.filter((kind) => kind === 'reset').length;
  for (let round = 0; round < 10; round += 1) {
    const before = resets();
    await withinRedisBudget((client) => client.flushAll());
    await moreBookings(2);
    await expect.poll(resets, { timeout: 5000 }).toBeGreaterThan(before);
  }
  await endAndCheck();
});
