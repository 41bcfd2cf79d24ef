import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { withinRedisBudget } from '@/lib/redis/client';
import { createTestBuyers, createTestSale, type TestSale } from '@/lib/sale/test-sale';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import { expectAnswerSoon, timed } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { leaveStandby } from './leave-standby';
import { offerStandby } from './offer-standby';
import { book, cancel, endOffers, offersTo, round, standBy, standbyOf } from './test-standby';
import { viewHold } from './view-hold';

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
let crowd: Buyer[];
beforeAll(async () => {
  ({ redis, close } = await openStoresWithOwnRedis());
  crowd = await createTestBuyers(50);
});
afterAll(() => close());

/**
 * 50 people book one seat directly, again and again, until somebody in line is offered it by the job's rounds. Answers how
 * many of the crowd got it.
 */
async function crowdUntilOffered(sale: TestSale, place: number, next: Buyer): Promise<number> {
  let offered = false;
  let got = 0;
  const wanted = { seatIds: sale.seatIds(place) };
  const rush = crowd.map(async (buyer) => {
    do {
      const book = () =>
        confirmBooking({
          buyer,
          scheduleId: sale.scheduleId,
          wanted,
          idempotencyKey: `${sale.scheduleId}.${next.userId}`,
        });
      const { answer } = await timed(book);
      if (answer?.ok) got += 1;
      else if (answer) expect(answer.refusal.code).toMatch(/^SEAT_ALREADY_(HELD|SOLD)$/);
      await sleep(200 * Math.random());
    } while (!offered);
  });
  await expect
    .poll(
      async () => {
        await offerStandby();
        return (await timed(() => offersTo(sale, next))).answer;
      },
      { timeout: 10_000, interval: 300 },
    )
    .toEqual([[place]]);
  offered = true;
  await Promise.all(rush);
  return got;
}

async function scene() {
  const sale = await createTestSale({ rows: 1, seatsARow: 4 });
  const people = await createTestBuyers(4);
  const [owner, one, two, three] = people as [Buyer, Buyer, Buyer, Buyer];
  const code = await book(sale, owner, 2);
  for (const buyer of [one, two, three]) await standBy(sale, buyer, 2);
  return { sale, owner, code, one, two, three };
}

test('while Redis is away the line goes on: kept, offered in order, passed on, booked by its buyer alone', {
  timeout: 60_000,
}, async () => {
  const { sale, owner, code, one, two, three } = await scene();
  await redis.kill9();
  await cancel(owner, code);
  expect(await crowdUntilOffered(sale, 2, one)).toBe(0);
  await endOffers(sale);
  expect(await crowdUntilOffered(sale, 2, two)).toBe(0);
  expect((await standbyOf(sale, one))[0]).toMatchObject({ state: 'passed' });
  // Who declines hands it on as well.
  const [mine] = await standbyOf(sale, two);
  await leaveStandby({ buyer: two, scheduleId: sale.scheduleId, standbyId: mine?.standbyId ?? '' });
  expect(await crowdUntilOffered(sale, 2, three)).toBe(0);

  await redis.restart({ empty: true });
  await expectAnswerSoon(() => viewHold({ buyer: three, scheduleId: sale.scheduleId }));
  await round(sale);
  const held = await viewHold({ buyer: three, scheduleId: sale.scheduleId });
  expect(held).toMatchObject({ ok: true, value: { offeredSeatIds: sale.seatIds(2) } });
  await book(sale, three, 2);
});

test('Redis comes back with old data: what was offered since is in its hands again, whoever had it there', {
  timeout: 60_000,
}, async () => {
  const { sale, owner, code, one, two } = await scene();
  await cancel(owner, code);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[2]]);
  await withinRedisBudget((client) => client.sendCommand(['SAVE']));
  await redis.kill9();
  await endOffers(sale);
  expect(await offerStandby()).toBe(true);
  expect(await offersTo(sale, two)).toEqual([[2]]);
  // This memory says that the first one holds the seat.
  await redis.restart();
  await expectAnswerSoon(() => viewHold({ buyer: two, scheduleId: sale.scheduleId }));
  await round(sale);
  expect(await viewHold({ buyer: two, scheduleId: sale.scheduleId })).toMatchObject({
    ...{ ok: true, value: { offeredSeatIds: sale.seatIds(2) } },
  });
  expect((await viewHold({ buyer: one, scheduleId: sale.scheduleId })).ok).toBe(false);
  while ((await drainOutbox()) > 0);
  await book(sale, two, 2);
});
