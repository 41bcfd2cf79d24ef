import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinRedisBudget } from '@/lib/redis/client';
import { createTestBuyer, createTestSale } from '@/lib/sale/test-sale';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import { expectAnswerSoon, timed } from '@/lib/sale/test-timed';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { expectMapToAgree, listedStatuses, openMap } from './test-open-map';
import { startScene } from './test-rush';

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ redis, close } = await openStoresWithOwnRedis());
});
afterAll(() => close());

test('Redis is killed in a run of bookings and comes back empty', { timeout: 60_000 }, async () => {
  const { sale, bystander, map, rush, moreBookings, endAndCheck } = await startScene();
  const { scheduleId } = sale;
  await redis.kill9();
  const lastFree = (await listedStatuses(sale)).lastIndexOf('available');
  const wanted = { seatIds: sale.seatIds(lastFree) };
  const held = await timed(() => holdSeats({ buyer: bystander, scheduleId, wanted }));
  expect(held).toMatchObject({ outage: 'redis' });
  expect(held.ms).toBeLessThan(1500);
  // Buyers whose hold was refused with an outage name their seats, and PostgreSQL alone decides.
  await moreBookings(10);
  await expect.poll(() => map.heard, { timeout: 5000 }).toContain('stale');

  await redis.restart({ empty: true });
  await expectAnswerSoon(() => holdSeats({ buyer: bystander, scheduleId, wanted }));
  await expect.poll(() => map.heard.lastIndexOf('reset') > map.heard.lastIndexOf('stale')).toBe(true);
  await moreBookings(10);

  await endAndCheck();
  expect(rush.outages).toBeGreaterThan(0);
});

test('Redis comes back with old data: what was sold since stays sold, what was cancelled is free', async () => {
  const sale = await createTestSale();
  const { scheduleId } = sale;
  const buyer = await createTestBuyer();
  const other = await createTestBuyer();
  const book = (place: number) =>
    confirmBooking({
      buyer,
      scheduleId,
      wanted: { seatIds: sale.seatIds(place) },
      idempotencyKey: String(place),
    });
  const map = await openMap(scheduleId);
  const held = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  expect(held.ok).toBe(true);
  const cancelled = await book(2);
  if (!cancelled.ok) throw new Error(cancelled.refusal.code);
  await withinRedisBudget((client) => client.sendCommand(['SAVE']));
  expect((await book(0)).ok).toBe(true);
  expect((await book(1)).ok).toBe(true);
  const { code } = cancelled.value.booking;
  expect((await cancelBooking({ buyer, code, idempotencyKey: 'back' })).ok).toBe(true);
  await redis.kill9();
  await redis.restart();

  const wanted = (place: number) => ({ seatIds: sale.seatIds(place) });
  const answer = async (place: number) =>
    (await timed(() => holdSeats({ buyer: other, scheduleId, wanted: wanted(place) }))).answer;
  for (const place of [0, 1]) {
    await expect
      .poll(() => answer(place), { timeout: 5000 })
      .toMatchObject({ refusal: { code: 'SEAT_ALREADY_SOLD' } });
  }
  expect((await listedStatuses(sale)).slice(0, 3)).toEqual(['sold', 'sold', 'available']);
  expect(await answer(2)).toMatchObject({ ok: true });
  await expectMapToAgree(sale, map);
  map.leave();
});
