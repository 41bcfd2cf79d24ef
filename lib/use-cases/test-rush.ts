/** A rush of buyers that goes on through faults, and what must be true of it afterwards. Not used by the product. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { readTakenSeats } from '@/lib/postgres/seat-store';
import { createTestBuyers, createTestSale, type TestSale } from '@/lib/sale/test-sale';
import { timed } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { holdSeats } from './hold-seats';
import { sweepHolds } from './sweep-holds';
import { expectMapToAgree, listedStatuses, openMap, watchForGhosts } from './test-open-map';

/** The loops every process runs beside its requests (server/jobs), until the signal. */
async function runTestJobs(sale: TestSale, signal: AbortSignal): Promise<void> {
  const again = async (pauseMs: number, work: () => Promise<unknown>) => {
    while (!signal.aborted) {
      await work();
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  await Promise.all([again(1000, drainOutbox), again(500, () => sweepHolds([sale]))]);
}

/** One try to book: with the same key until somebody says yes or no. */
interface Try {
  buyer: Buyer;
  places: number[];
  key: string;
}

/** What a rush has seen so far. */
interface Rush {
  acknowledged: (Try & { code: string })[];
  /** Tries whose last answer was an outage: done or not, the key must tell. */
  unknown: Try[];
  refusals: string[];
  outages: number;
  /** The longest any call took, milliseconds. */
  slowestMs: number;
  finished: Promise<void>;
}

/**
 * Buyers who book one or two seats after another, several at once and over the same seats, until the signal: hold and
 * book, or, where the hold finds Redis away, book the named seats outright.
 */
function startRush(sale: TestSale, buyers: readonly Buyer[], signal: AbortSignal): Rush {
  const { scheduleId, seatCount } = sale;
  const rush: Rush = {
    ...{ acknowledged: [], unknown: [], refusals: [], outages: 0, slowestMs: 0 },
    finished: Promise.resolve(),
  };
  const note = async <T>(call: () => Promise<T>) => {
    const seen = await timed(call);
    rush.slowestMs = Math.max(rush.slowestMs, seen.ms);
    if (seen.outage) {
      rush.outages += 1;
      // As they are told: try again in a moment.
      if (seen.outage === 'postgres') await sleep(200, undefined, { signal }).catch(() => undefined);
    }
    return seen.answer;
  };
  const buy = async (buyer: Buyer, turn: number) => {
    const first = Math.floor(Math.random() * (seatCount - 1));
    const attempt = {
      buyer,
      places: turn % 2 ? [first] : [first, first + 1],
      key: `${buyer.userId}.${turn}`,
    };
    const wanted = { seatIds: sale.seatIds(...attempt.places) };
    const held = await note(() => holdSeats({ buyer, scheduleId, wanted }));
    if (held && !held.ok) return void rush.refusals.push(held.refusal.code);
    const booked = await note(() =>
      confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: attempt.key }),
    );
    if (!booked) rush.unknown.push(attempt);
    else if (booked.ok) rush.acknowledged.push({ ...attempt, code: booked.value.booking.code });
    else rush.refusals.push(booked.refusal.code);
  };
  const shop = async (buyer: Buyer) => {
    for (let turn = 0; !signal.aborted; turn += 1) {
      await buy(buyer, turn);
      // People look before they click; without this the hall is sold out before the fault.
      await sleep(20 + Math.random() * 60, undefined, { signal }).catch(() => undefined);
    }
  };
  rush.finished = Promise.all(buyers.map(shop)).then(() => undefined);
  return rush;
}

/** The tries whose outcome was unknown, asked again with their keys: each has exactly one effect or a refusal. */
async function settleUnknown(sale: TestSale, rush: Rush): Promise<void> {
  await Promise.all(
    rush.unknown.map(async ({ buyer, places, key }) => {
      const wanted = { seatIds: sale.seatIds(...places) };
      const ask = () => confirmBooking({ buyer, scheduleId: sale.scheduleId, wanted, idempotencyKey: key });
      const booked = await ask();
      if (!booked.ok) return;
      const { code } = booked.value.booking;
      rush.acknowledged.push({ buyer, places, key, code });
      expect(await ask()).toMatchObject({ ok: true, value: { replayed: true, booking: { code } } });
    }),
  );
}

/** PostgreSQL's word: no seat twice, nothing acknowledged lost, nothing booked that nobody was told of, none in part. */
async function expectSoundBooks(sale: TestSale, rush: Rush): Promise<void> {
  const { scheduleId } = sale;
  const twice = await prisma().$queryRaw<unknown[]>`
    SELECT place FROM booking_seats WHERE schedule_id = ${scheduleId} AND live GROUP BY place HAVING count(*) > 1`;
  expect(twice).toEqual([]);
  const bookings = await prisma().booking.findMany({
    where: { scheduleId },
    include: { seats: { orderBy: { place: 'asc' } } },
  });
  const stored = bookings.map((booking) =>
    [booking.code, ...booking.seats.map((seat) => seat.place)].join(' '),
  );
  const told = rush.acknowledged.map(({ code, places }) => [code, ...places].join(' '));
  expect(stored.sort()).toEqual(told.sort());
  const wrong = await prisma().$queryRaw<unknown[]>`
    SELECT s.place FROM seats s LEFT JOIN booking_seats bs
      ON bs.schedule_id = s.schedule_id AND bs.place = s.place AND bs.live
    WHERE s.schedule_id = ${scheduleId} AND (s.status = 'sold') <> (bs.place IS NOT NULL)`;
  expect(wrong).toEqual([]);
  const audited = await prisma().bookingAudit.count({ where: { booking: { scheduleId } } });
  expect(audited).toBe(bookings.length);
}

/**
 * A hall of 400 seats under a rush, with the jobs running, a map open and somebody who looks for ghosts; some bookings
 * are made already. `endAndCheck` ends it all and demands what must hold after any fault.
 */
export async function startScene() {
  const sale = await createTestSale({ rows: 20, seatsARow: 20, seatLimit: 100 });
  const [bystander, ...buyers] = await createTestBuyers(7);
  if (!bystander) throw new Error('no buyers');
  const stop = new AbortController();
  const jobs = runTestJobs(sale, stop.signal);
  const map = await openMap(sale.scheduleId);
  const longestGhostMs = watchForGhosts(sale, stop.signal);
  const rush = startRush(sale, buyers, stop.signal);
  const moreBookings = (count: number) => {
    const from = rush.acknowledged.length;
    return expect.poll(() => rush.acknowledged.length - from, { timeout: 10_000 }).toBeGreaterThan(count);
  };
  await moreBookings(10);
  const endAndCheck = async () => {
    stop.abort();
    await Promise.all([rush.finished, jobs]);
    await settleUnknown(sale, rush);
    await expectSoundBooks(sale, rush);
    // The loop that does this ended with the rush.
    while ((await drainOutbox()) > 0);
    const sold = (await readTakenSeats(sale.scheduleId)).map((seat) => seat.place).sort((a, b) => a - b);
    const listed = await listedStatuses(sale);
    expect(listed.flatMap((status, place) => (status === 'sold' ? place : []))).toEqual(sold);
    await expectMapToAgree(sale, map);
    expect(rush.slowestMs).toBeLessThan(2000);
    expect(longestGhostMs()).toBeLessThan(5000);
    map.leave();
  };
  return { sale, bystander, map, rush, moreBookings, endAndCheck };
}
