import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { confirmBookingInDatabase } from '@/lib/postgres/booking-store';
import { prisma } from '@/lib/postgres/client';
import { writeOffer } from '@/lib/postgres/standby-offer-store';
import { inThrowawaySchema, lookedTogether } from '@/lib/postgres/test-races';
import { withinRedisBudget } from '@/lib/redis/client';
import { rebuildSeatState } from '@/lib/redis/seat-base-store';
import { takeForLine } from '@/lib/redis/standby-store';
import {
  createTestBuyer,
  createTestBuyers,
  createTestSale,
  openTestStores,
  type TestSale,
} from '@/lib/sale/test-sale';
import { timed } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { holdBestAvailable } from './hold-best-available';
import { holdSeats } from './hold-seats';
import { offerStandby } from './offer-standby';
import { sweepHolds } from './sweep-holds';
import { book, cancel, endHold, offersTo, round, standBy, standByAny, standbyOf } from './test-standby';
import { viewHold } from './view-hold';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

/** The jobs of three instances, until the signal. */
async function runJobs(sale: TestSale, signal: AbortSignal): Promise<void> {
  const again = async (pauseMs: number, work: () => Promise<unknown>) => {
    while (!signal.aborted) {
      await work();
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const instance = () => [
    again(1000, drainOutbox),
    again(500, () => sweepHolds([sale])),
    again(500, offerStandby),
  ];
  await Promise.all([...instance(), ...instance(), ...instance()]);
}

let attempts = 0;

/** What a booking is while Redis is away: PostgreSQL alone decides. */
async function bookInDatabase(sale: TestSale, buyer: Buyer, place: number): Promise<boolean> {
  attempts += 1;
  const name = `direct${attempts}`;
  const said = await confirmBookingInDatabase(
    { buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey: name, bodyHash: 'hash' },
    {
      ...{ scheduleId: sale.scheduleId, places: [place], areas: [], bookingId: name, code: name },
      paymentMethod: 'none',
    },
  );
  if ('refusal' in said) expect(said).toMatchObject({ refusal: 'SEATS_TAKEN' });
  return 'booked' in said;
}

/** One try of somebody in the crowd to get a place, in one of the ways there are. Answers whether it worked. */
async function grab(sale: TestSale, buyer: Buyer, place: number, way: number): Promise<boolean> {
  const { scheduleId } = sale;
  const wanted = { seatIds: sale.seatIds(place) };
  switch (way % 4) {
    case 0:
      return (await holdSeats({ buyer, scheduleId, wanted })).ok;
    case 1:
      attempts += 1;
      return (await confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: `grab${attempts}` })).ok;
    case 2:
      return (await holdBestAvailable({ buyer, scheduleId, quantity: 1 })).ok;
    default:
      return bookInDatabase(sale, buyer, place);
  }
}

/** 50 people who try to get a place, in every way there is, all at once. Answers how many got it. */
async function crowdGets(sale: TestSale, place: number): Promise<number> {
  const crowd = await createTestBuyers(50);
  const got = await Promise.all(crowd.map((buyer, i) => timed(() => grab(sale, buyer, place, i))));
  return got.filter(({ answer }) => answer).length;
}

/** A hall of one row, sold out to one buyer a seat; `free` cancels bookings. */
async function soldOut(options: Parameters<typeof createTestSale>[0] = {}) {
  const seats = options.seatsARow ?? 4;
  const sale = await createTestSale({ rows: 1, seatsARow: seats, ...options });
  const owners = await createTestBuyers(seats);
  const codes: string[] = [];
  for (const [place, owner] of owners.entries()) codes.push(await book(sale, owner, place));
  const free = async (place: number) => {
    const owner = owners[place];
    if (owner) await cancel(owner, codes[place] ?? '');
  };
  return { sale, free };
}

async function entriesOf(sale: TestSale) {
  return prisma().standbyEntry.findMany({
    where: { scheduleId: sale.scheduleId },
    orderBy: { number: 'asc' },
  });
}

test('control: without parking the crowd has the seat before the line is asked', async () => {
  const { sale, free } = await soldOut();
  const [one] = await createTestBuyers(1);
  if (!one) throw new Error('nobody');
  await standBy(sale, one, 2);
  // The guards are taken away: Redis does not know that somebody waits, PostgreSQL does not keep the seat.
  await withinRedisBudget((client) => client.del(`standby:{${sale.scheduleId}}`));
  await free(2);
  await prisma().seat.updateMany({ where: { scheduleId: sale.scheduleId }, data: { keptUntil: null } });
  expect(await crowdGets(sale, 2)).toBeGreaterThan(0);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([]);
});

test('three in line, a crowd of 50 in every way there is: offers go in order, each alone, unpaid ones pass on in time', {
  timeout: 90_000,
}, async () => {
  const { sale, free } = await soldOut({ standbyOfferSeconds: 2 });
  const line = await createTestBuyers(3);
  for (const buyer of line) await standBy(sale, buyer, 2);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const jobs = runJobs(sale, stop.signal);
  const crowd = await createTestBuyers(50);
  let won = 0;
  let tries = 0;
  const rush = crowd.map(async (buyer, i) => {
    for (let turn = i; !stop.signal.aborted; turn += 1) {
      const { answer } = await timed(() => grab(sale, buyer, 2, turn));
      tries += 1;
      if (answer) won += 1;
      await sleep(200 + Math.random() * 400, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  });
  const [, , third] = line;
  if (!third) throw new Error('nobody');
  let code = '';
  try {
    await free(2);
    await expect.poll(() => offersTo(sale, third), { timeout: 60_000 }).toEqual([[2]]);
    // The third one books what was offered.
    code = await book(sale, third, 2);
  } finally {
    stop.abort();
    await Promise.all([jobs, ...rush]);
  }

  expect(won).toBe(0);
  expect(tries).toBeGreaterThan(200);
  const entries = await entriesOf(sale);
  expect(entries.map(({ userId, state }) => [userId, state])).toEqual(
    line.map(({ userId }, i) => [userId, i < 2 ? 'passed' : 'taken']),
  );
  for (const [i, entry] of entries.entries()) {
    const before = entries[i - 1];
    if (!before) continue;
    // The next offer begins when the one before is over, and soon.
    const offered = entry.offeredAt?.getTime() ?? 0;
    expect(offered).toBeGreaterThanOrEqual(before.endedAt?.getTime() ?? Number.POSITIVE_INFINITY);
    expect(offered - (before.offerEndsAt?.getTime() ?? 0)).toBeLessThan(5000);
  }
  const live = await prisma().bookingSeat.findMany({
    where: { scheduleId: sale.scheduleId, place: 2, live: true },
    include: { booking: true },
  });
  expect(live.map(({ booking }) => booking.code)).toEqual([code]);
});

test('control: instances that look first and then write offer one seat to two people', async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE line (id int, state text)');
    await run('CREATE TABLE offers (id int, place int)');
    await run("INSERT INTO line VALUES (1, 'waiting'), (2, 'waiting')");
    const everyoneLooked = lookedTogether(2);
    const instance = async (id: number) => {
      const taken = await run('SELECT 1 FROM offers WHERE place = 5');
      await everyoneLooked();
      if (taken.length === 0) await run(`INSERT INTO offers VALUES (${id}, 5)`);
    };
    await Promise.all([instance(1), instance(2)]);
    expect(await run('SELECT * FROM offers WHERE place = 5')).toHaveLength(2);
  });
});

test('one seat written to two people at once, and one person two seats: one offer of each stands', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const { sale, free } = await soldOut();
    const [one, two] = await createTestBuyers(2);
    if (!one || !two) throw new Error('nobody');
    const { scheduleId } = sale;
    const [first, second] = [await standByAny(sale, one, 1), await standByAny(sale, two, 1)];
    await free(0);
    await free(1);
    const write = (standbyId: string, place: number) =>
      writeOffer({ standbyId, scheduleId, places: [place], seconds: 60 });
    await Promise.all([
      write(first.standbyId, 0),
      write(second.standbyId, 0),
      write(first.standbyId, 1),
      write(first.standbyId, 0),
    ]);
    const offers = (await entriesOf(sale)).flatMap(({ state, offerPlaces }) =>
      state === 'offered' ? offerPlaces : [],
    );
    expect(new Set(offers).size).toBe(offers.length);
    const [entry] = await entriesOf(sale);
    expect(entry).toMatchObject({ state: 'offered' });
    expect(entry?.offerPlaces).toHaveLength(1);
  }
});

test('many instances serve a long line at once: the first ones get the seats, each seat once', {
  timeout: 60_000,
}, async () => {
  const { sale, free } = await soldOut({ seatsARow: 12 });
  const line = await createTestBuyers(20);
  for (const buyer of line) await standByAny(sale, buyer, 1);
  for (let place = 0; place < 12; place += 1) await free(place);
  const isServed = async () =>
    (await entriesOf(sale)).filter(({ state }) => state === 'offered').length === 12;
  while (!(await isServed())) await Promise.all(Array.from({ length: 6 }, () => timed(offerStandby)));
  const entries = await entriesOf(sale);
  expect(entries.map(({ state }) => state)).toEqual([
    ...Array(12).fill('offered'),
    ...Array(8).fill('waiting'),
  ]);
  const places = entries.flatMap(({ offerPlaces }) => offerPlaces);
  expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, place) => place));
  // Redis says the same: each of them holds what was offered, and nobody else anything.
  for (const [i, buyer] of line.entries()) {
    const held = await viewHold({ buyer, scheduleId: sale.scheduleId });
    expect(held.ok ? held.value.seats.map(({ place }) => place) : []).toEqual(entries[i]?.offerPlaces);
  }
});

async function emptyRedis({ scheduleId }: TestSale): Promise<void> {
  await withinRedisBudget(async (client) => {
    const keys = await client.keys(`*{${scheduleId}}*`);
    if (keys.length > 0) await client.del(keys);
  });
}

test('Redis is emptied while an offer is out: it is back before anybody can hold anything, and nobody could book it', async () => {
  const { sale, free } = await soldOut();
  const one = await createTestBuyer();
  await standBy(sale, one, 2);
  await free(2);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[2]]);
  await emptyRedis(sale);
  expect(await crowdGets(sale, 2)).toBe(0);
  const held = await viewHold({ buyer: one, scheduleId: sale.scheduleId });
  expect(held).toMatchObject({ ok: true, value: { offeredSeatIds: sale.seatIds(2) } });
  expect(held.ok && held.value.expiresInSeconds).toBeGreaterThan(580);
  await book(sale, one, 2);
});

test("control and cure: a map built without the offers lets somebody hold the seat; the next round takes it out of the stranger's hold", async () => {
  const { sale, free } = await soldOut();
  const { scheduleId } = sale;
  const [one, stranger] = await createTestBuyers(2);
  if (!one || !stranger) throw new Error('nobody');
  await standBy(sale, one, 2);
  await free(2);
  await free(3);
  await round(sale);
  await emptyRedis(sale);
  const nothing = async () => ({ seats: [], areas: [] });
  await rebuildSeatState(scheduleId, nothing, { fairReleaseSeconds: 0, prepare: async () => {} });
  const wanted = { seatIds: sale.seatIds(2, 3) };
  expect(await holdSeats({ buyer: stranger, scheduleId, wanted })).toMatchObject({ ok: true });
  // It could not be booked all the same.
  const booking = { buyer: stranger, scheduleId, wanted, idempotencyKey: 'stolen' };
  expect(await confirmBooking(booking)).toMatchObject({ refusal: { code: 'SEAT_ALREADY_HELD' } });
  await round(sale);
  const mine = await viewHold({ buyer: one, scheduleId });
  expect(mine).toMatchObject({ ok: true, value: { offeredSeatIds: sale.seatIds(2) } });
  const theirs = await viewHold({ buyer: stranger, scheduleId });
  expect(theirs.ok && theirs.value.seats.map(({ place }) => place)).toEqual([3]);
  await book(sale, one, 2);
});

test('an instance that dies in the middle of an offer leaves nothing that does not mend', async () => {
  const { sale, free } = await soldOut();
  const { scheduleId } = sale;
  const [one, two] = await createTestBuyers(2);
  if (!one || !two) throw new Error('nobody');
  const { standbyId } = await standBy(sale, one, 2);
  await standBy(sale, two, 3);
  await free(2);
  // Dead after the seats were taken: they lapse in seconds, and are offered anew.
  expect(await takeForLine({ scheduleId, userId: one.userId }, [2], 4)).toMatchObject({ outcome: 'held' });
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([]);
  await endHold(sale, one.userId);
  await round(sale);
  expect(await offersTo(sale, one)).toEqual([[2]]);
  // Dead after the offer was written: the hold is made by whoever comes next.
  await free(3);
  const entry = await prisma().standbyEntry.findFirstOrThrow({ where: { scheduleId, userId: two.userId } });
  await writeOffer({ standbyId: entry.id, scheduleId, places: [3], seconds: 600 });
  expect((await viewHold({ buyer: two, scheduleId })).ok).toBe(false);
  await round(sale);
  expect(await viewHold({ buyer: two, scheduleId })).toMatchObject({
    value: { offeredSeatIds: sale.seatIds(3) },
  });
  expect(standbyId).not.toBe(entry.id);
});

test('while no standby job runs a seat comes free within 5 s all the same, and the line keeps its order', {
  timeout: 30_000,
}, async () => {
  const { sale, free } = await soldOut();
  const one = await createTestBuyer();
  await standBy(sale, one, 2);
  await free(2);
  const freedAt = Date.now();
  const stranger = await createTestBuyer();
  await expect
    .poll(
      async () => {
        await sweepHolds([sale]);
        return (
          await holdSeats({
            buyer: stranger,
            scheduleId: sale.scheduleId,
            wanted: { seatIds: sale.seatIds(2) },
          })
        ).ok;
      },
      { timeout: 10_000, interval: 100 },
    )
    .toBe(true);
  expect(Date.now() - freedAt).toBeGreaterThan(2500);
  expect(Date.now() - freedAt).toBeLessThan(5000);
  // Whoever has it may book it: what PostgreSQL kept for the line was over before.
  await book(sale, stranger, 2);
  expect((await standbyOf(sale, one))[0]).toMatchObject({ state: 'waiting', ahead: 0 });
});
