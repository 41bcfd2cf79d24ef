import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { beginCheckout } from './begin-checkout';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { joinStandby } from './join-standby';
import { leaveStandby } from './leave-standby';
import { listStandby } from './list-standby';
import { releaseSeats } from './release-seats';
import {
  book,
  endHold,
  endOffers,
  offersTo,
  round,
  soldOut,
  standBy,
  standByAny,
  standbyOf,
} from './test-standby';
import { viewHold } from './view-hold';
import { withholdSeats } from './withhold-seats';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const hold = (sale: { scheduleId: string }, buyer: Buyer) => viewHold({ buyer, scheduleId: sale.scheduleId });

test('three in line for a seat: it is offered in order, each time for a while, and then passes on', async () => {
  const { sale, free, one, two, three } = await soldOut();
  for (const [ahead, buyer] of [one, two, three].entries()) {
    expect(await standBy(sale, buyer, 3)).toMatchObject({
      state: 'waiting',
      ahead,
      kind: 'seats',
      grade: null,
    });
  }
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([]);
  await free(3);
  await round(sale);
  for (const buyer of [one, two, three]) {
    const others = [one, two, three].filter((other) => other !== buyer);
    expect(await offersTo(sale, buyer)).toEqual([[3]]);
    for (const other of others) expect(await offersTo(sale, other)).toEqual([]);
    const held = await hold(sale, buyer);
    expect(held).toMatchObject({ ok: true, value: { offeredSeatIds: sale.seatIds(3) } });
    expect(held.ok && held.value.expiresInSeconds).toBeGreaterThan(590);
    await endOffers(sale, buyer);
    await round(sale);
    expect((await standbyOf(sale, buyer))[0]).toMatchObject({ state: 'passed', ahead: null, offer: null });
  }
  // Nobody is left in line: it is anybody's, as soon as the scripts have heard of it.
  const stranger = await createTestBuyer();
  const wanted = { seatIds: sale.seatIds(3) };
  const grab = async () => {
    await round(sale);
    return (await holdSeats({ buyer: stranger, scheduleId: sale.scheduleId, wanted })).ok;
  };
  await expect.poll(grab, { timeout: 5000 }).toBe(true);
});

test('an offer is booked like any hold, with its own checkout, and ends the place in line', async () => {
  const { sale, free, one } = await soldOut();
  await standBy(sale, one, 2);
  await free(2);
  await round(sale);
  const before = await hold(sale, one);
  const checkout = await beginCheckout({ buyer: one, scheduleId: sale.scheduleId });
  if (!before.ok || !checkout.ok) throw new Error('no hold');
  // It ends when the offer ends: entering payment changes nothing.
  expect(checkout.value).toMatchObject({ expiresAt: before.value.expiresAt, extended: false });
  const { holdId } = checkout.value;
  expect(
    await confirmBooking({
      buyer: one,
      scheduleId: sale.scheduleId,
      wanted: { holdId },
      idempotencyKey: 'pay',
    }),
  ).toMatchObject({ ok: true });
  expect(await standbyOf(sale, one)).toEqual([]);
  const [entry] = await prisma().standbyEntry.findMany({ where: { userId: one.userId } });
  expect(entry).toMatchObject({ state: 'taken' });
});

test('joining again keeps the place; what is free or mine needs no line; withheld seats have none', async () => {
  const organizer = await createTestBuyer('organizer');
  const { sale, owner, free, one, two } = await soldOut({ organizerId: organizer.userId });
  const { scheduleId } = sale;
  const first = await standBy(sale, one, 0);
  await standBy(sale, two, 0);
  expect(await standBy(sale, one, 0)).toMatchObject({ standbyId: first.standbyId, ahead: 0 });
  const join = (buyer: Buyer, ...places: number[]) =>
    joinStandby({ buyer, scheduleId, for: { seatIds: sale.seatIds(...places) } });
  expect(await join(owner, 5)).toMatchObject({ refusal: { code: 'STANDBY_NOT_NEEDED' } });
  await free(4, 5);
  expect(await join(one, 4)).toMatchObject({
    refusal: { code: 'STANDBY_NOT_NEEDED', seats: [{ number: '5' }] },
  });
  expect(await joinStandby({ buyer: one, scheduleId, for: { grade: 'R', quantity: 2 } })).toMatchObject({
    refusal: { code: 'STANDBY_NOT_NEEDED', seats: [] },
  });
  expect(await standByAny(sale, one, 3)).toMatchObject({ kind: 'any', grade: 'R', quantity: 3 });
  await withholdSeats({ buyer: organizer, scheduleId, wanted: { seatIds: sale.seatIds(4) }, withheld: true });
  expect(await join(one, 4)).toMatchObject({ refusal: { code: 'SEAT_WITHHELD' } });
  expect(await joinStandby({ buyer: one, scheduleId, for: { grade: 'VVIP', quantity: 1 } })).toMatchObject({
    refusal: { code: 'GRADE_NOT_FOUND' },
  });
  await prisma().schedule.update({ where: { id: scheduleId }, data: { standby: false } });
  expect(await join(two, 1)).toMatchObject({ refusal: { code: 'STANDBY_OFF' } });
});

test('a buyer stands in no more lines than seats may be had, and never for more than the limit leaves', async () => {
  const { sale, one } = await soldOut({ seatLimit: 6 });
  const { scheduleId } = sale;
  await prisma().schedule.update({ where: { id: scheduleId }, data: { seatLimit: 2 } });
  await standBy(sale, one, 0);
  await standBy(sale, one, 1);
  expect(await joinStandby({ buyer: one, scheduleId, for: { seatIds: sale.seatIds(2) } })).toMatchObject({
    refusal: { code: 'STANDBY_LIMIT_EXCEEDED', limit: 2 },
  });
  expect(await joinStandby({ buyer: one, scheduleId, for: { grade: 'R', quantity: 3 } })).toMatchObject({
    refusal: { code: 'SEAT_LIMIT_EXCEEDED', limit: 2, alreadyYours: 0 },
  });
});

test('several seats come together or not at all; who needs fewer is served meanwhile', async () => {
  const { sale, free, one, two, three } = await soldOut();
  await standBy(sale, one, 1, 2);
  await standByAny(sale, two, 2);
  await standByAny(sale, three, 1);
  await free(1);
  await round(sale);
  // One seat suits neither pair: the third in line has it, and the others keep their places.
  expect(await offersTo(sale, three)).toEqual([[1]]);
  await free(2);
  await round(sale);
  expect([await offersTo(sale, one), await offersTo(sale, two)]).toEqual([[], []]);
  await free(4, 5);
  await round(sale);
  // 2, 4 and 5 are free: the pair gets two side by side.
  expect(await offersTo(sale, two)).toEqual([[4, 5]]);
  expect((await standbyOf(sale, one))[0]).toMatchObject({ state: 'waiting', ahead: 0 });
});

test('who declines leaves the line, and the next one has the seat at the next round', async () => {
  const { sale, free, one, two } = await soldOut();
  const { standbyId } = await standBy(sale, one, 3);
  await standBy(sale, two, 3);
  await free(3);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[3]]);
  const { scheduleId } = sale;
  expect(await leaveStandby({ buyer: two, scheduleId, standbyId })).toMatchObject({
    refusal: { code: 'STANDBY_NOT_FOUND' },
  });
  expect(await leaveStandby({ buyer: one, scheduleId, standbyId })).toMatchObject({ ok: true });
  expect(await leaveStandby({ buyer: one, scheduleId, standbyId })).toMatchObject({ ok: true });
  expect((await hold(sale, one)).ok).toBe(false);
  await round(sale);
  expect(await offersTo(sale, two)).toEqual([[3]]);
});

test('dropping an offered seat on the map declines it; the other seats of the offer stay', async () => {
  const { sale, free, one, two } = await soldOut();
  await standByAny(sale, one, 2);
  await standByAny(sale, two, 1);
  await free(0, 1);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[0, 1]]);
  const { scheduleId } = sale;
  const dropped = await releaseSeats({ buyer: one, scheduleId, seatIds: sale.seatIds(1) });
  expect(dropped).toMatchObject({
    value: { released: sale.seatIds(1), hold: { offeredSeatIds: sale.seatIds(0) } },
  });
  await round(sale);
  expect([await offersTo(sale, one), await offersTo(sale, two)]).toEqual([[[0]], [[1]]]);
  await releaseSeats({ buyer: one, scheduleId });
  expect(await standbyOf(sale, one)).toEqual([]);
});

test('an offer joins the seats its buyer holds already; the hold is a new one and ends with the offer', async () => {
  const { sale, free, one } = await soldOut();
  const { scheduleId } = sale;
  await free(0);
  const own = await holdSeats({ buyer: one, scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  await standBy(sale, one, 3);
  await free(3);
  await round(sale);
  const both = await hold(sale, one);
  if (!own.ok || !both.ok) throw new Error('no hold');
  expect(both.value.seats.map(({ place }) => place)).toEqual([0, 3]);
  expect(both.value.offeredSeatIds).toEqual(sale.seatIds(3));
  expect(both.value.holdId).not.toBe(own.value.holdId);
  // The page that was in the checkout with the first hold books what it showed; the offer is still there.
  const first = {
    buyer: one,
    scheduleId,
    wanted: { seatIds: sale.seatIds(0) },
    idempotencyKey: own.value.holdId,
  };
  expect((await confirmBooking(first)).ok).toBe(true);
  expect(await offersTo(sale, one)).toEqual([[3]]);
  const rest = {
    buyer: one,
    scheduleId,
    wanted: { seatIds: sale.seatIds(3) },
    idempotencyKey: both.value.holdId,
  };
  expect((await confirmBooking(rest)).ok).toBe(true);
});

test('who has as many seats as allowed is passed over, keeps the place and is told; later it is their turn', async () => {
  const { sale, free, one, two } = await soldOut();
  const { scheduleId } = sale;
  await standBy(sale, one, 3);
  await standBy(sale, two, 3);
  await free(0, 1);
  await holdSeats({ buyer: one, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  await prisma().schedule.update({ where: { id: scheduleId }, data: { seatLimit: 2 } });
  await free(3);
  await round(sale);
  expect(await offersTo(sale, two)).toEqual([[3]]);
  expect((await standbyOf(sale, one))[0]).toMatchObject({
    ...{ state: 'waiting', ahead: 0, passedOver: { code: 'SEAT_LIMIT_EXCEEDED' } },
  });
  await endHold(sale, one.userId);
  await endOffers(sale, two);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[3]]);
});

test('who may not book for another rule is passed over too: an overlapping show', async () => {
  const { sale, free, one, two } = await soldOut({ allowOverlap: false });
  const sameEvening = await createTestSale({ allowOverlap: false });
  await standBy(sale, one, 3);
  await standBy(sale, two, 3);
  await book(sameEvening, one, 0);
  await free(3);
  await round(sale);
  expect((await standbyOf(sale, one))[0]).toMatchObject({
    ...{ state: 'waiting', passedOver: { code: 'SCHEDULE_CONFLICT' } },
  });
  expect(await offersTo(sale, two)).toEqual([[3]]);
  // Nothing of the seat is left in the hands of who was passed over.
  expect((await hold(sale, one)).ok).toBe(false);
});

test('a seat put back into the sale is offered to the line first', async () => {
  const organizer = await createTestBuyer('organizer');
  const { sale, free, one } = await soldOut({ organizerId: organizer.userId });
  const { scheduleId } = sale;
  await standByAny(sale, one, 1);
  await prisma().schedule.update({ where: { id: scheduleId }, data: { standby: true } });
  await free(0);
  await round(sale);
  await endOffers(sale, one);
  await round(sale);
  await withholdSeats({ buyer: organizer, scheduleId, wanted: { seatIds: sale.seatIds(0) }, withheld: true });
  await standByAny(sale, one, 1);
  await withholdSeats({
    buyer: organizer,
    scheduleId,
    wanted: { seatIds: sale.seatIds(0) },
    withheld: false,
  });
  const stranger = await createTestBuyer();
  expect(
    await holdSeats({ buyer: stranger, scheduleId, wanted: { seatIds: sale.seatIds(0) } }),
  ).toMatchObject({ ok: false });
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[0]]);
});

test('a lapsed seat and a dropped one go to the line, not to the crowd', async () => {
  const { sale, free, owner, one, two } = await soldOut();
  const { scheduleId } = sale;
  await free(0, 1);
  await holdSeats({ buyer: owner, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  await standBy(sale, one, 0);
  await standBy(sale, two, 1);
  const grab = async (place: number) =>
    (
      await holdSeats({
        buyer: await createTestBuyer(),
        scheduleId,
        wanted: { seatIds: sale.seatIds(place) },
      })
    ).ok;
  await releaseSeats({ buyer: owner, scheduleId, seatIds: sale.seatIds(0) });
  expect(await grab(0)).toBe(false);
  await endHold(sale, owner.userId);
  await round(sale);
  expect(await grab(1)).toBe(false);
  expect([await offersTo(sale, one), await offersTo(sale, two)]).toEqual([[[0]], [[1]]]);
});

test('a dropped seat that nobody stands by for is free at once', async () => {
  const { sale, free, owner, one } = await soldOut();
  const { scheduleId } = sale;
  await free(0, 1);
  await holdSeats({ buyer: owner, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  await standBy(sale, one, 1);
  await releaseSeats({ buyer: owner, scheduleId, seatIds: sale.seatIds(0) });
  expect(
    await holdSeats({ buyer: await createTestBuyer(), scheduleId, wanted: { seatIds: sale.seatIds(0) } }),
  ).toMatchObject({ ok: true });
});

test('the orphan rule does not stand in the way of an offer, nor count it as a choice', async () => {
  const { sale, free, one } = await soldOut({ orphanRule: 'strict' });
  const { scheduleId } = sale;
  await standBy(sale, one, 1);
  await free(0, 1, 2, 3, 4);
  await round(sale);
  // Seat 0 is left alone by it.
  const held = await hold(sale, one);
  if (!held.ok) throw new Error('no offer');
  const wanted = { holdId: held.value.holdId };
  expect(await confirmBooking({ buyer: one, scheduleId, wanted, idempotencyKey: 'odd' })).toMatchObject({
    ok: true,
  });
});

test('when the sale closes nobody is offered anything, and no offer outlasts it', async () => {
  const { sale, free, one, two } = await soldOut();
  const { scheduleId } = sale;
  await standBy(sale, one, 2);
  await standBy(sale, two, 3);
  const closesAt = new Date(Date.now() + 60_000);
  await prisma().schedule.update({ where: { id: scheduleId }, data: { salesCloseAt: closesAt } });
  await free(2);
  await round(sale);
  const [offer] = await standbyOf(sale, one);
  expect(Date.parse(offer?.offer?.endsAt ?? '')).toBe(closesAt.getTime());
  await free(3);
  await prisma().schedule.update({
    where: { id: scheduleId },
    data: { salesCloseAt: new Date(Date.now() - 1000) },
  });
  await round(sale);
  expect(await offersTo(sale, two)).toEqual([]);
  expect(await joinStandby({ buyer: two, scheduleId, for: { seatIds: sale.seatIds(4) } })).toMatchObject({
    refusal: { code: 'SALES_CLOSED' },
  });
});

test('my lines over all shows, with what each is for', async () => {
  const { sale, one } = await soldOut();
  await standBy(sale, one, 2);
  const other = await soldOut();
  await standByAny(other.sale, one, 2);
  expect(await listStandby({ buyer: one })).toMatchObject([
    {
      scheduleId: sale.scheduleId,
      kind: 'seats',
      seats: [{ number: '3' }],
      event: { title: { ko: '시험 공연' } },
    },
    { scheduleId: other.sale.scheduleId, kind: 'any', grade: 'R', quantity: 2 },
  ]);
});
