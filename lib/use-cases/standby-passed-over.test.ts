import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { readLine } from '@/lib/postgres/standby-offer-store';
import { makeOfferWithoutRedis } from '@/lib/sale/make-offer';
import {
  createTestBuyer,
  createTestBuyers,
  createTestSale,
  openTestStores,
  type TestSale,
} from '@/lib/sale/test-sale';
import { holdSeats } from './hold-seats';
import { leaveStandby } from './leave-standby';
import { releaseSeats } from './release-seats';
import { book, offersTo, round, soldOut, standBy, standByAny, standbyOf } from './test-standby';
import { viewHold } from './view-hold';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

/** Whether somebody who came just now gets the place, with a round of the jobs before. */
async function isGrabbed(sale: TestSale, place: number): Promise<boolean> {
  await round(sale);
  const wanted = { seatIds: sale.seatIds(place) };
  const held = await holdSeats({ buyer: await createTestBuyer(), scheduleId: sale.scheduleId, wanted });
  return held.ok;
}

test('a seat that nobody in line may have comes back to the sale: an overlapping show', {
  timeout: 40_000,
}, async () => {
  const { sale, free, one } = await soldOut({ allowOverlap: false });
  const sameEvening = await createTestSale({ allowOverlap: false });
  await standBy(sale, one, 3);
  await book(sameEvening, one, 0);
  await free(3);
  await expect.poll(() => isGrabbed(sale, 3), { timeout: 12_000, interval: 250 }).toBe(true);
  expect((await standbyOf(sale, one))[0]).toMatchObject({ passedOver: { code: 'SCHEDULE_CONFLICT' } });
});

test('a seat that nobody in line may have comes back to the sale: the limit of the event', {
  timeout: 40_000,
}, async () => {
  const { sale, free, one } = await soldOut({ eventSeatLimit: 6 });
  await standBy(sale, one, 3);
  await prisma().event.update({ where: { id: sale.eventId }, data: { seatLimit: 1 } });
  const otherDate = await createTestSale({ eventId: sale.eventId });
  await book(otherDate, one, 0);
  await free(3);
  await expect.poll(() => isGrabbed(sale, 3), { timeout: 12_000, interval: 250 }).toBe(true);
  expect((await standbyOf(sale, one))[0]).toMatchObject({ passedOver: { code: 'EVENT_LIMIT_EXCEEDED' } });
});

test('however many in front want more seats than came free, the one whom they serve gets them', async () => {
  const { sale, free, one } = await soldOut();
  const pairs = await createTestBuyers(600);
  await prisma().standbyEntry.createMany({
    data: pairs.map(({ userId }) => ({
      ...{ id: userId, userId, scheduleId: sale.scheduleId, places: [], grades: ['R'], quantity: 2 },
    })),
  });
  await standByAny(sale, one, 1);
  await free(3);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[3]]);
});

test('who declines an offer keeps other seats no longer than without it', async () => {
  const { sale, free, one } = await soldOut();
  const { scheduleId } = sale;
  const { standbyId } = await standBy(sale, one, 3);
  await free(3);
  await round(sale);
  await free(0, 1);
  const held = await holdSeats({ buyer: one, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  expect(held.ok && held.value.expiresInSeconds).toBeGreaterThan(500);
  await leaveStandby({ buyer: one, scheduleId, standbyId });
  const left = await viewHold({ buyer: one, scheduleId });
  expect(left).toMatchObject({ ok: true, value: { offeredSeatIds: [] } });
  expect(left.ok && left.value.expiresInSeconds).toBeLessThanOrEqual(120);
});

test('the same where the offered seat is dropped on the map, and the answer says so', async () => {
  const { sale, free, one } = await soldOut();
  const { scheduleId } = sale;
  await standBy(sale, one, 3);
  await free(3);
  await round(sale);
  await free(0, 1);
  await holdSeats({ buyer: one, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  const dropped = await releaseSeats({ buyer: one, scheduleId, seatIds: sale.seatIds(3) });
  if (!dropped.ok || !dropped.value.hold) throw new Error('no hold');
  expect(dropped.value.hold.expiresInSeconds).toBeLessThanOrEqual(120);
  const left = await viewHold({ buyer: one, scheduleId });
  expect(left.ok && left.value.expiresAt).toBe(dropped.value.hold.expiresAt);
});

test('the same where the offered seat is booked and others are left in the hold', async () => {
  const { sale, free, one } = await soldOut();
  const { scheduleId } = sale;
  await standBy(sale, one, 3);
  await free(3);
  await round(sale);
  await free(0, 1);
  await holdSeats({ buyer: one, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  await book(sale, one, 3);
  const left = await viewHold({ buyer: one, scheduleId });
  expect(left).toMatchObject({ ok: true, value: { offeredSeatIds: [] } });
  expect(left.ok && left.value.expiresInSeconds).toBeLessThanOrEqual(120);
});

test('however many in front may have none now, the one behind them who may gets the seat', {
  timeout: 40_000,
}, async () => {
  const { sale, free, one } = await soldOut({ eventSeatLimit: 6 });
  const full = await createTestBuyers(120);
  const otherDate = await createTestSale({ eventId: sale.eventId, rows: 10, seatsARow: 12 });
  for (const [place, buyer] of full.entries()) await book(otherDate, buyer, place);
  await prisma().standbyEntry.createMany({
    data: full.map(({ userId }) => ({
      ...{ id: userId, userId, scheduleId: sale.scheduleId, places: [], grades: ['R'], quantity: 1 },
    })),
  });
  await prisma().event.update({ where: { id: sale.eventId }, data: { seatLimit: 1 } });
  await standByAny(sale, one, 1);
  await free(3);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[3]]);
});

test('several places in line bring no more seats than may be booked, while Redis is away too', async () => {
  const { sale, free, one } = await soldOut({ seatLimit: 6 });
  const { scheduleId } = sale;
  await standByAny(sale, one, 2);
  await standBy(sale, one, 4, 5);
  await free(0, 1, 4, 5);
  await prisma().schedule.update({ where: { id: scheduleId }, data: { seatLimit: 3 } });
  const schedule = await readSchedule(scheduleId);
  const free4 = { places: [4, 5], grades: new Map([['R', 4]]) };
  const { people } = await readLine(scheduleId, free4, 0n);
  if (!schedule) throw new Error('The sale is gone.');
  const wishes = [
    [0, 1],
    [4, 5],
  ];
  const said: string[] = [];
  for (const [nth, person] of people.entries()) {
    said.push(await makeOfferWithoutRedis(schedule, person, wishes[nth] ?? []));
  }
  expect(said).toEqual(['offered', 'passed_over']);
  expect((await standbyOf(sale, one))[1]).toMatchObject({ passedOver: { code: 'SEAT_LIMIT_EXCEEDED' } });
});
