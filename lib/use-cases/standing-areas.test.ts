import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { withinRedisBudget } from '@/lib/redis/client';
import { readLiveState } from '@/lib/sale/seat-state';
import {
  createTestBuyer,
  createTestBuyers,
  createTestSale,
  openTestStores,
  type TestSale,
} from '@/lib/sale/test-sale';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { holdSeats } from './hold-seats';
import { releaseSeats } from './release-seats';
import { sweepHolds } from './sweep-holds';
import { viewHold } from './view-hold';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

type Wanted = Parameters<typeof holdSeats>[0]['wanted'];

function scene(sale: TestSale, buyer: Buyer) {
  const { scheduleId } = sale;
  let key = 0;
  return {
    hold: (wanted: Partial<{ seatIds: string[] }> & Pick<Wanted, 'areas'>) =>
      holdSeats({ buyer, scheduleId, wanted: { seatIds: [], ...wanted } }),
    book: (
      wanted: { seatIds?: string[]; areas?: Wanted['areas'] } | { holdId: string },
      idempotencyKey?: string,
    ) => {
      key += 1;
      const named = 'holdId' in wanted ? wanted : { seatIds: [], ...wanted };
      return confirmBooking({
        buyer,
        scheduleId,
        wanted: named,
        idempotencyKey: idempotencyKey ?? `${scheduleId} ${key}`,
      });
    },
    release: (what: { seatIds?: string[]; areas?: Wanted['areas'] } = {}) =>
      releaseSeats({ buyer, scheduleId, ...what }),
    view: () => viewHold({ buyer, scheduleId }),
    cancel: (code: string) => cancelBooking({ buyer, code, idempotencyKey: `cancel ${code}` }),
  };
}

const free = async ({ scheduleId, seatCount }: TestSale) =>
  (await readLiveState(scheduleId, seatCount)).areas;

/** What PostgreSQL has of an area: its row, and what the tickets say. */
async function durable({ scheduleId }: TestSale, area: number) {
  const row = await prisma().standingArea.findUniqueOrThrow({
    where: { scheduleId_area: { scheduleId, area } },
  });
  const tickets = await prisma().bookingArea.findMany({
    where: { scheduleId, area },
    orderBy: { entryNumber: 'asc' },
  });
  const live = tickets.filter((ticket) => ticket.live);
  expect(row.live).toBe(live.length);
  return { live: row.live, nextEntry: row.nextEntry, entries: live.map(({ entryNumber }) => entryNumber) };
}

test('places are held, shown as taken, booked with entry numbers, and shown as sold', async () => {
  const sale = await createTestSale({ areas: [10, 5] });
  const mine = scene(sale, await createTestBuyer());
  const held = await mine.hold({ areas: [sale.area(0, 2)] });
  expect(held).toMatchObject({
    ok: true,
    value: {
      areas: [{ areaId: `${sale.scheduleId}-a0`, name: 'Pit 1', quantity: 2, price: { amount: 110_000 } }],
      total: { amount: 220_000, currency: 'KRW' },
    },
  });
  expect(await free(sale)).toEqual([8, 5]);
  const booked = await mine.book({ holdId: held.ok ? held.value.holdId : '' });
  expect(booked).toMatchObject({
    ok: true,
    value: {
      booking: { total: { amount: 220_000 }, seats: [], entries: [{ entryNumber: 1 }, { entryNumber: 2 }] },
    },
  });
  expect(await free(sale)).toEqual([8, 5]);
  expect(await mine.view()).toMatchObject({ refusal: { code: 'NO_HOLD' } });
  expect(await durable(sale, 0)).toEqual({ live: 2, nextEntry: 3, entries: [1, 2] });
});

test('a hold has seats and places together, all or none', async () => {
  const sale = await createTestSale({ areas: [3], seatLimit: 10 });
  const [rival, mine] = (await createTestBuyers(2)).map((buyer) => scene(sale, buyer));
  await rival?.hold({ seatIds: sale.seatIds(0), areas: [sale.area(0, 1)] });
  const seatLost = await mine?.hold({ seatIds: sale.seatIds(0, 1), areas: [sale.area(0, 2)] });
  expect(seatLost).toMatchObject({
    refusal: { code: 'SEAT_ALREADY_HELD', seats: [{ seatId: `${sale.scheduleId}-0` }] },
  });
  const tooMany = await mine?.hold({ seatIds: sale.seatIds(1), areas: [sale.area(0, 3)] });
  expect(tooMany).toMatchObject({
    refusal: { code: 'NOT_ENOUGH_PLACES', areas: [{ name: 'Pit 1', available: 2 }] },
  });
  expect(await mine?.view()).toMatchObject({ refusal: { code: 'NO_HOLD' } });
  expect(await free(sale)).toEqual([2]);
  const both = await mine?.hold({ seatIds: sale.seatIds(1), areas: [sale.area(0, 2)] });
  expect(both).toMatchObject({ ok: true, value: { total: { amount: 154_000 + 220_000 } } });
  const booked = await mine?.book({ seatIds: sale.seatIds(1), areas: [sale.area(0, 2)] });
  expect(booked).toMatchObject({
    ok: true,
    value: { booking: { seats: [{ place: 1 }], entries: [{}, {}] } },
  });
  expect(await free(sale)).toEqual([0]);
});

test('asked for again a quantity is no conflict; more is added, and places are dropped down to what stays', async () => {
  const sale = await createTestSale({ areas: [10], seatLimit: 6 });
  const mine = scene(sale, await createTestBuyer());
  for (const quantity of [2, 2, 1]) await mine.hold({ areas: [sale.area(0, quantity)] });
  expect(await mine.view()).toMatchObject({ value: { areas: [{ quantity: 2 }] } });
  await mine.hold({ areas: [sale.area(0, 5)], seatIds: sale.seatIds(0) });
  expect(await free(sale)).toEqual([5]);
  const dropped = await mine.release({ areas: [sale.area(0, 1)] });
  expect(dropped).toMatchObject({
    value: {
      released: [],
      releasedAreas: [{ quantity: 4 }],
      hold: { areas: [{ quantity: 1 }], seats: [{ place: 0 }] },
    },
  });
  expect(await mine.release({ areas: [sale.area(0, 1)] })).toMatchObject({ value: { releasedAreas: [] } });
  expect(await free(sale)).toEqual([9]);
  await mine.release({ areas: [sale.area(0, 0)] });
  expect(await mine.view()).toMatchObject({ value: { areas: [], seats: [{ place: 0 }] } });
  await mine.hold({ areas: [sale.area(0, 3)] });
  expect(await mine.release()).toMatchObject({ value: { releasedAreas: [{ quantity: 3 }], hold: null } });
  expect(await free(sale)).toEqual([10]);
});

test('the limit counts seats and places together, held and booked', async () => {
  const sale = await createTestSale({ areas: [10], seatLimit: 4 });
  const mine = scene(sale, await createTestBuyer());
  await mine.book({ seatIds: sale.seatIds(0), areas: [sale.area(0, 1)] });
  await mine.hold({ areas: [sale.area(0, 1)] });
  const over = { refusal: { code: 'SEAT_LIMIT_EXCEEDED', limit: 4, alreadyYours: 3 } };
  expect(await mine.hold({ areas: [sale.area(0, 3)] })).toMatchObject(over);
  expect(await mine.hold({ seatIds: sale.seatIds(1, 2) })).toMatchObject(over);
  // What was held before is still held, and nothing more.
  expect(await mine.view()).toMatchObject({ value: { areas: [{ quantity: 1 }], seats: [] } });
  expect(await free(sale)).toEqual([8]);
  expect(await mine.book({ areas: [sale.area(0, 3)] })).toMatchObject({
    refusal: { code: 'SEAT_LIMIT_EXCEEDED' },
  });
  expect(await mine.book({ areas: [sale.area(0, 5)] })).toMatchObject({
    refusal: { code: 'SEAT_LIMIT_EXCEEDED', alreadyYours: 2 },
  });
  expect(await free(sale)).toEqual([8]);
  expect(await mine.book({ areas: [sale.area(0, 2)] })).toMatchObject({ ok: true });
});

test('an event’s limit counts places of all its schedules', async () => {
  const first = await createTestSale({ areas: [10], eventSeatLimit: 3 });
  const second = await createTestSale({ areas: [10], eventId: first.eventId });
  const buyer = await createTestBuyer();
  expect(await scene(first, buyer).book({ areas: [first.area(0, 2)] })).toMatchObject({ ok: true });
  expect(await scene(second, buyer).book({ areas: [second.area(0, 2)] })).toMatchObject({
    refusal: { code: 'EVENT_LIMIT_EXCEEDED', limit: 3, alreadyYours: 2 },
  });
});

test('what names no standing area of the schedule is refused', async () => {
  const sale = await createTestSale({ areas: [10] });
  const mine = scene(sale, await createTestBuyer());
  for (const areaId of [
    `${sale.scheduleId}-a1`,
    `${sale.scheduleId}-0`,
    `${sale.scheduleId}-a00`,
    'x-a0',
    '-a0',
    '',
  ]) {
    const wanted = { areas: [sale.area(0, 1), { areaId, quantity: 1 }] };
    const refusal = { refusal: { code: 'AREA_NOT_FOUND', areas: [areaId] } };
    expect(await mine.hold(wanted)).toMatchObject(refusal);
    expect(await mine.book(wanted)).toMatchObject(refusal);
    expect(await mine.release(wanted)).toMatchObject(refusal);
  }
  expect(await free(sale)).toEqual([10]);
});

test('a cancelled place is free again, its entry number is never given again', async () => {
  const sale = await createTestSale({ areas: [3] });
  const [one, two] = (await createTestBuyers(2)).map((buyer) => scene(sale, buyer));
  const booked = await one?.book({ areas: [sale.area(0, 2)] });
  await two?.book({ areas: [sale.area(0, 1)] });
  expect(await two?.hold({ areas: [sale.area(0, 1)] })).toMatchObject({
    refusal: { code: 'NOT_ENOUGH_PLACES' },
  });
  const code = booked?.ok ? booked.value.booking.code : '';
  expect(await one?.cancel(code)).toMatchObject({ ok: true, value: { refund: { amount: 220_000 } } });
  expect(await one?.cancel(code)).toMatchObject({ ok: true, value: { replayed: true } });
  expect(await free(sale)).toEqual([2]);
  await two?.book({ areas: [sale.area(0, 2)] });
  expect(await durable(sale, 0)).toEqual({ live: 3, nextEntry: 6, entries: [3, 4, 5] });
  expect(await free(sale)).toEqual([0]);
});

test('one key, one booking: a repeat gets the first answer, another quantity is refused', async () => {
  const sale = await createTestSale({ areas: [10] });
  const mine = scene(sale, await createTestBuyer());
  const first = await mine.book({ areas: [sale.area(0, 2)] }, 'one');
  const again = await mine.book({ areas: [sale.area(0, 2)] }, 'one');
  expect(again).toMatchObject({ value: { replayed: true, booking: first.ok ? first.value.booking : {} } });
  expect(await mine.book({ areas: [sale.area(0, 1)] }, 'one')).toMatchObject({
    refusal: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
  expect((await durable(sale, 0)).entries).toEqual([1, 2]);
});

test('booking fewer than held leaves the rest in the hold; a refused booking gives back what it took itself', async () => {
  const sale = await createTestSale({ areas: [10], seatLimit: 5 });
  const mine = scene(sale, await createTestBuyer());
  await mine.hold({ areas: [sale.area(0, 3)] });
  await mine.book({ areas: [sale.area(0, 1)] });
  expect(await mine.view()).toMatchObject({ value: { areas: [{ quantity: 2 }] } });
  expect(await free(sale)).toEqual([7]);
  expect(await mine.book({ areas: [sale.area(0, 5)] })).toMatchObject({
    refusal: { code: 'SEAT_LIMIT_EXCEEDED' },
  });
  expect(await mine.view()).toMatchObject({ value: { areas: [{ quantity: 2 }] } });
  expect(await free(sale)).toEqual([7]);
});

test('a lapsed hold is free again with the sweep', async () => {
  const sale = await createTestSale({ areas: [4], holdSeconds: 1 });
  const [one, two] = (await createTestBuyers(2)).map((buyer) => scene(sale, buyer));
  await one?.hold({ areas: [sale.area(0, 4)] });
  await expect
    .poll(
      async () => {
        await sweepHolds([sale]);
        return free(sale);
      },
      { timeout: 5000 },
    )
    .toEqual([4]);
  expect(await two?.hold({ areas: [sale.area(0, 4)] })).toMatchObject({ ok: true });
});

test('Redis loses the schedule in the middle: what is sold stays sold, capacity is never passed, the outbox changes nothing', async () => {
  const sale = await createTestSale({ areas: [5] });
  const [one, two] = (await createTestBuyers(2)).map((buyer) => scene(sale, buyer));
  await one?.book({ areas: [sale.area(0, 2)] });
  await one?.hold({ areas: [sale.area(0, 2)] });
  await withinRedisBudget(async (client) => client.del(await client.keys(`*{${sale.scheduleId}}*`)));
  // The hold is gone with the memory; nobody is told that more is free than PostgreSQL has.
  expect(await free(sale)).toEqual([3]);
  expect(await two?.hold({ areas: [sale.area(0, 3)] })).toMatchObject({ ok: true });
  expect(await one?.book({ areas: [sale.area(0, 2)] })).toMatchObject({
    refusal: { code: 'NOT_ENOUGH_PLACES' },
  });
  expect(await two?.book({ areas: [sale.area(0, 3)] })).toMatchObject({ ok: true });
  expect(await drainOutbox()).toBeGreaterThan(0);
  expect(await free(sale)).toEqual([0]);
  expect(await durable(sale, 0)).toMatchObject({ live: 5 });
});
