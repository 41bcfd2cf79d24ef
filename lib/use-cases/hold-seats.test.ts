import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinRedisBudget } from '@/lib/redis/client';
import { createTestBuyer, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { beginCheckout } from './begin-checkout';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { listSeats } from './list-seats';
import { releaseSeats } from './release-seats';
import { sweepHolds } from './sweep-holds';
import { viewHold } from './view-hold';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const redis = <T>(work: Parameters<typeof withinRedisBudget<T>>[0]) => withinRedisBudget(work);

async function statuses(sale: TestSale) {
  const listed = await listSeats({ scheduleId: sale.scheduleId, buyer: null, limit: 1000 });
  return listed.ok ? listed.value.seats.map((seat) => seat.status) : [];
}

/** Runs the sweep until a condition holds; how long a hold takes to lapse is Redis's to say. */
async function sweepUntil(sale: TestSale, holds: () => Promise<boolean>) {
  await expect
    .poll(
      async () => {
        await sweepHolds([sale]);
        return holds();
      },
      { timeout: 10_000 },
    )
    .toBe(true);
}

test('a hold sets a key a seat, valued user_id:uuid, for 120 seconds', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const held = await holdSeats({
    buyer,
    scheduleId: sale.scheduleId,
    wanted: { seatIds: sale.seatIds(0, 1) },
  });
  expect(held).toMatchObject({ ok: true, value: { total: { amount: 308_000, currency: 'KRW' } } });
  for (const place of [0, 1]) {
    const key = `seat_lock:{${sale.scheduleId}}:${place}`;
    const [value, ttl] = await redis((client) => Promise.all([client.get(key), client.pTTL(key)]));
    expect(value).toMatch(new RegExp(`^${buyer.userId}:[0-9a-f-]{36}$`));
    expect(ttl).toBeLessThanOrEqual(120_000);
    expect(ttl).toBeGreaterThan(110_000);
  }
  expect((await statuses(sale)).slice(0, 3)).toEqual(['held', 'held', 'available']);
});

test('a seat may be named by row and number, and an unknown one is refused by name', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const held = await holdSeats({ buyer, scheduleId, wanted: { seats: [{ row: '2열', number: '3' }] } });
  expect(held).toMatchObject({ ok: true, value: { seats: [{ seatId: sale.seatIds(12)[0] }] } });
  expect(await holdSeats({ buyer, scheduleId, wanted: { seats: [{ row: '99열', number: '3' }] } })).toEqual({
    ok: false,
    refusal: { code: 'SEAT_NOT_FOUND', seats: ['99열 3'] },
  });
});

test('a seat of another schedule is not found', async () => {
  const [one, other] = [await createTestSale(), await createTestSale()];
  const buyer = await createTestBuyer();
  const held = await holdSeats({ buyer, scheduleId: one.scheduleId, wanted: { seatIds: other.seatIds(0) } });
  expect(held).toMatchObject({ ok: false, refusal: { code: 'SEAT_NOT_FOUND' } });
});

test('one lost seat loses the request; the nearest free seats are offered', async () => {
  const sale = await createTestSale();
  const [first, second] = [await createTestBuyer(), await createTestBuyer()];
  const { scheduleId } = sale;
  await holdSeats({ buyer: first, scheduleId, wanted: { seatIds: sale.seatIds(5) } });
  const lost = await holdSeats({ buyer: second, scheduleId, wanted: { seatIds: sale.seatIds(4, 5) } });
  expect(lost).toMatchObject({
    ok: false,
    refusal: { code: 'SEAT_ALREADY_HELD', seats: [{ seatId: sale.seatIds(5)[0] }] },
  });
  const offered = !lost.ok && lost.refusal.code === 'SEAT_ALREADY_HELD' ? lost.refusal.alternatives : [];
  expect(offered[0]?.place).toBe(6);
  expect(await viewHold({ buyer: second, scheduleId })).toEqual({ ok: false, refusal: { code: 'NO_HOLD' } });
  expect((await statuses(sale))[4]).toBe('available');
});

test('adding to a hold keeps its id and what is mine already is no conflict', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const one = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  const two = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  expect(two.ok && one.ok && two.value.holdId === one.value.holdId).toBe(true);
  expect(two.ok && two.value.seats.map((seat) => seat.place)).toEqual([0, 1]);
});

test('the limit counts the hold and live bookings together', async () => {
  const sale = await createTestSale({ seatLimit: 3 });
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const tooMany = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0, 1, 2, 3) } });
  expect(tooMany).toMatchObject({ ok: false, refusal: { code: 'SEAT_LIMIT_EXCEEDED', limit: 3 } });
  await confirmBooking({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) }, idempotencyKey: 'a' });
  const above = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(2, 3) } });
  expect(above).toMatchObject({ ok: false, refusal: { code: 'SEAT_LIMIT_EXCEEDED', alreadyYours: 2 } });
  expect((await statuses(sale)).slice(0, 4)).toEqual(['sold', 'sold', 'available', 'available']);
  expect((await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(2) } })).ok).toBe(true);
});

test('nothing is held outside the sales window', async () => {
  const early = await createTestSale({ salesOpenInHours: 1 });
  const late = await createTestSale({ salesOpenInHours: -3, salesCloseInHours: -1 });
  const buyer = await createTestBuyer();
  const hold = (sale: TestSale) =>
    holdSeats({ buyer, scheduleId: sale.scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  expect(await hold(early)).toMatchObject({ ok: false, refusal: { code: 'SALES_NOT_OPEN' } });
  expect(await hold(late)).toMatchObject({ ok: false, refusal: { code: 'SALES_CLOSED' } });
});

test('a dropped seat is free for others; only mine is dropped', async () => {
  const sale = await createTestSale();
  const [mine, other] = [await createTestBuyer(), await createTestBuyer()];
  const { scheduleId } = sale;
  await holdSeats({ buyer: mine, scheduleId, wanted: { seatIds: sale.seatIds(0, 1) } });
  const nothing = await releaseSeats({ buyer: other, scheduleId, seatIds: sale.seatIds(0) });
  expect(nothing).toEqual({ ok: true, value: { released: [], releasedAreas: [], hold: null } });
  const dropped = await releaseSeats({ buyer: mine, scheduleId, seatIds: sale.seatIds(0) });
  expect(dropped).toMatchObject({ ok: true, value: { released: sale.seatIds(0), hold: { seats: [{}] } } });
  expect((await holdSeats({ buyer: other, scheduleId, wanted: { seatIds: sale.seatIds(0) } })).ok).toBe(true);
  expect(await releaseSeats({ buyer: mine, scheduleId })).toMatchObject({ ok: true, value: { hold: null } });
});

test('an ended hold frees its seats only through the sweep, and then for everybody', async () => {
  const sale = await createTestSale({ holdSeconds: 1 });
  const [first, second] = [await createTestBuyer(), await createTestBuyer()];
  const { scheduleId } = sale;
  const wanted = { seatIds: sale.seatIds(0) };
  await holdSeats({ buyer: first, scheduleId, wanted });
  await expect
    .poll(() => redis((client) => client.exists(`seat_lock:{${scheduleId}}:0`)), { timeout: 5000 })
    .toBe(0);
  expect(await holdSeats({ buyer: second, scheduleId, wanted })).toMatchObject({
    refusal: { code: 'SEAT_ALREADY_HELD' },
  });
  await sweepUntil(sale, async () => (await statuses(sale))[0] === 'available');
  expect((await holdSeats({ buyer: second, scheduleId, wanted })).ok).toBe(true);
});

test('a dead sweeper blocks nobody: a hold sweeps what is long overdue itself', async () => {
  const sale = await createTestSale({ holdSeconds: 1 });
  const [first, second] = [await createTestBuyer(), await createTestBuyer()];
  const { scheduleId } = sale;
  const wanted = { seatIds: sale.seatIds(0) };
  await holdSeats({ buyer: first, scheduleId, wanted });
  await expect
    .poll(async () => (await holdSeats({ buyer: second, scheduleId, wanted })).ok, {
      timeout: 12_000,
      interval: 250,
    })
    .toBe(true);
});

test('entering payment prolongs a hold once, never past its cap', async () => {
  const sale = await createTestSale({ holdSeconds: 60, checkoutSeconds: 200, holdCapSeconds: 150 });
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  const once = await beginCheckout({ buyer, scheduleId });
  expect(once.ok && once.value.extended).toBe(true);
  expect(once.ok && once.value.expiresAt).toBe(once.ok && once.value.capAt);
  const twice = await beginCheckout({ buyer, scheduleId });
  expect(twice.ok && twice.value.expiresAt).toBe(once.ok && once.value.expiresAt);
  const added = await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(1) } });
  expect(added.ok && added.value.expiresAt).toBe(once.ok && once.value.capAt);
});

test('a map that Redis lost is built again before the next hold, with what is sold', async () => {
  const sale = await createTestSale();
  const [first, second] = [await createTestBuyer(), await createTestBuyer()];
  const { scheduleId } = sale;
  await confirmBooking({
    buyer: first,
    scheduleId,
    wanted: { seatIds: sale.seatIds(0) },
    idempotencyKey: 'a',
  });
  await redis(async (client) => client.del(await client.keys(`*{${scheduleId}}*`)));
  const lost = await holdSeats({ buyer: second, scheduleId, wanted: { seatIds: sale.seatIds(0) } });
  expect(lost).toMatchObject({ ok: false, refusal: { code: 'SEAT_ALREADY_SOLD' } });
  expect((await statuses(sale)).slice(0, 2)).toEqual(['sold', 'available']);
});
