/** A rush of buyers that goes on through faults, and what must be true of it afterwards. Not used by the product. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { packedStatusAt, setPackedStatus } from '@/lib/domain/seat';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { prisma } from '@/lib/postgres/client';
import { readTakenSeats } from '@/lib/postgres/seat-store';
import { createTestBuyers, createTestSale, type TestSale } from '@/lib/sale/test-sale';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { holdSeats } from './hold-seats';
import { listSeats } from './list-seats';
import { readSeatState } from './read-seat-state';
import { sweepHolds } from './sweep-holds';
import { watchSeats } from './watch-seats';

/** The loops every process runs beside its requests (server/jobs), until the signal. */
async function runTestJobs(sale: TestSale, signal: AbortSignal): Promise<void> {
  const again = async (pauseMs: number, work: () => Promise<unknown>) => {
    while (!signal.aborted) {
      await work();
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  await Promise.all([again(1000, drainOutbox), again(500, () => sweepHolds([sale.scheduleId]))]);
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

const tickMs = 10;
let stalledMs = 0;
let tickedAt = performance.now();
setInterval(() => {
  const now = performance.now();
  stalledMs += Math.max(0, now - tickedAt - tickMs);
  tickedAt = now;
}, tickMs).unref();

/**
 * How long a call took and how it ended; what is neither an answer nor an outage is a failure of the test. Time in
 * which a busy machine did not let this process run at all is left out: no budget can be kept in it.
 */
export async function timed<T>(
  call: () => Promise<T>,
): Promise<{ ms: number; answer?: T; outage?: 'redis' | 'postgres' }> {
  const [from, stalledBefore] = [performance.now(), stalledMs];
  const passed = () => performance.now() - from - (stalledMs - stalledBefore);
  try {
    const answer = await call();
    return { ms: passed(), answer };
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
    return { ms: passed(), outage: error.store };
  }
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

/** A browser with the map open: it does what the stream tells it. */
interface OpenMap {
  /** Kinds of frames in the order they came: seats, reset, stale. */
  heard: string[];
  bytes: Uint8Array;
  leave(): void;
}

export async function openMap(scheduleId: string): Promise<OpenMap> {
  const read = async () => {
    const state = await readSeatState({ scheduleId });
    if (!state.ok) throw new Error(state.refusal.code);
    return { bytes: new Uint8Array(state.value.bytes), position: state.value.position };
  };
  const { bytes, position } = await read();
  const map: OpenMap = { heard: [], bytes, leave: () => {} };
  const send = (frame: Buffer) => {
    const text = frame.toString();
    const kind = /^event: (\w+)/.exec(text)?.[1] ?? 'seats';
    map.heard.push(kind);
    if (kind === 'reset') {
      void read().then((fresh) => {
        map.bytes = fresh.bytes;
      });
    } else if (kind === 'seats') {
      const { seats } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '{}') as { seats: [number, number][] };
      for (const [place, code] of seats) setPackedStatus(map.bytes, place, code);
    }
  };
  const left = await watchSeats(scheduleId, position, { send });
  if (!left.ok) throw new Error(left.refusal.code);
  map.leave = left.value;
  return map;
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
    await expectMapToAgree(sale, map);
    expect(rush.slowestMs).toBeLessThan(2000);
    expect(longestGhostMs()).toBeLessThan(5000);
    map.leave();
  };
  return { sale, bystander, map, rush, moreBookings, endAndCheck };
}

/** Waits until a call finds its stores again; fails when that takes more than 5 s. */
export async function expectAnswerSoon(call: () => Promise<unknown>): Promise<void> {
  await expect.poll(async () => (await timed(call)).outage, { timeout: 5000 }).toBeUndefined();
}

/** Every seat as the API lists it. Throws StoreUnavailable. */
export async function listedStatuses(sale: TestSale): Promise<string[]> {
  const listed = await listSeats({ scheduleId: sale.scheduleId, buyer: null, limit: 10_000 });
  if (!listed.ok) throw new Error(listed.refusal.code);
  return listed.value.seats.map((seat) => seat.status);
}

/** Waits until an open map shows what the API lists, seat by seat. */
export async function expectMapToAgree(sale: TestSale, map: OpenMap): Promise<void> {
  const shown = () => Array.from({ length: sale.seatCount }, (_, place) => packedStatusAt(map.bytes, place));
  await expect
    .poll(async () => (await listedStatuses(sale)).findIndex((status, i) => status !== shown()[i]), {
      timeout: 5000,
    })
    .toBe(-1);
}

/**
 * Looks, again and again until the signal, for seats that PostgreSQL says are sold and the list or the live map shows
 * as available. Answers the longest any of them was seen so, milliseconds.
 */
function watchForGhosts(sale: TestSale, signal: AbortSignal): () => number {
  const since = new Map<string, number>();
  let longest = 0;
  const look = async () => {
    const sold = await readTakenSeats(sale.scheduleId);
    const listed = await listedStatuses(sale);
    const state = await readSeatState({ scheduleId: sale.scheduleId });
    for (const { place } of sold) {
      const shown = { list: listed[place], map: state.ok ? packedStatusAt(state.value.bytes, place) : '' };
      for (const [where, status] of Object.entries(shown)) {
        const ghost = `${where} ${place}`;
        if (status !== 'available') since.delete(ghost);
        else if (!since.has(ghost)) since.set(ghost, performance.now());
        longest = Math.max(longest, performance.now() - (since.get(ghost) ?? performance.now()));
      }
    }
  };
  void (async () => {
    while (!signal.aborted) {
      await timed(look);
      await sleep(100, undefined, { signal }).catch(() => undefined);
    }
  })();
  return () => longest;
}
