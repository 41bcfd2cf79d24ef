import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { packedStatusAt } from '@/lib/domain/seat';
import { prisma } from '@/lib/postgres/client';
import { withinRedisBudget } from '@/lib/redis/client';
import { seatKeys, seatLockPrefix } from '@/lib/redis/keys';
import { readLiveState } from '@/lib/sale/seat-state';
import {
  createTestBuyer,
  createTestBuyers,
  createTestSale,
  openTestStores,
  type TestSale,
} from '@/lib/sale/test-sale';
import { beginCheckout } from './begin-checkout';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { holdSeats } from './hold-seats';
import { releaseSeats } from './release-seats';
import { sweepHolds } from './sweep-holds';
import { viewHold } from './view-hold';
import { withholdSeats } from './withhold-seats';

// Random lives of a small hall, against a model simple enough to be believed. After every step the whole of Redis and
// PostgreSQL must be what the model says: no key without its index entry, no entry without a reason.

const seatCount = 12;
const limit = 4;

let close: () => Promise<void>;
let buyers: Buyer[];
let organizer: Buyer;
beforeAll(async () => {
  close = await openTestStores();
  buyers = await createTestBuyers(3);
  organizer = await createTestBuyer('organizer');
});
afterAll(() => close());

type Base = 'available' | 'sold' | 'withheld';
const refusalOf = { sold: 'SEAT_ALREADY_SOLD', withheld: 'SEAT_WITHHELD' } as const;

/** What should be true of the hall. */
class Model {
  base: Base[] = Array(seatCount).fill('available');
  /** Places of each buyer's hold. */
  holds = [new Set<number>(), new Set<number>(), new Set<number>()];
  /** Places of ended holds that no sweep has seen yet. */
  lapsed = new Set<number>();
  /** Places nobody may have before their moment, and those of them whose moment has come. */
  parked = new Set<number>();
  due = new Set<number>();
  bookings: { who: number; places: number[]; live: boolean; code: string }[] = [];

  hold(who: number) {
    return this.holds[who] ?? new Set<number>();
  }

  liveOf(who: number) {
    return this.bookings
      .filter((booking) => booking.who === who && booking.live)
      .flatMap(({ places }) => places).length;
  }

  /** The refusal for the first of the places that cannot become the buyer's; undefined when all can. */
  obstacle(who: number, places: readonly number[]) {
    for (const place of places) {
      const base = this.base[place] ?? 'available';
      if (base !== 'available') return refusalOf[base];
      if (this.hold(who).has(place)) continue;
      if (this.isTaken(place)) return 'SEAT_ALREADY_HELD';
    }
    return undefined;
  }

  isTaken(place: number) {
    return this.lapsed.has(place) || this.parked.has(place) || this.holds.some((hold) => hold.has(place));
  }

  /** Cancelled, or put back into the sale. */
  comeBack(place: number, window: number) {
    this.base[place] = 'available';
    if (window > 0 && !this.isTaken(place)) this.parked.add(place);
  }

  shown(place: number) {
    const base = this.base[place] ?? 'available';
    if (base !== 'available') return base;
    return this.isTaken(place) ? 'held' : 'available';
  }
}

interface Scene {
  sale: TestSale;
  model: Model;
  /** Idempotency keys are never used twice. */
  step: number;
}

type Step = (scene: Scene) => Promise<void>;

const outcome = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;

const buyerOf = (who: number): Buyer => {
  const buyer = buyers[who];
  if (!buyer) throw new Error('no such buyer');
  return buyer;
};

const places = fc
  .uniqueArray(fc.nat(seatCount - 1), { minLength: 1, maxLength: 4 })
  .map((some) => some.sort((a, b) => a - b));
const who = fc.nat(2);

const hold = fc.tuple(who, places).map(([w, some]): [string, Step] => [
  `hold ${w} ${some}`,
  async ({ sale, model }) => {
    const result = await holdSeats({
      buyer: buyerOf(w),
      scheduleId: sale.scheduleId,
      wanted: { seatIds: sale.seatIds(...some) },
    });
    const mine = model.hold(w);
    const all = new Set([...mine, ...some]);
    const refusal =
      model.obstacle(w, some) ?? (all.size + model.liveOf(w) > limit ? 'SEAT_LIMIT_EXCEEDED' : undefined);
    expect(outcome(result)).toBe(refusal ?? 'ok');
    if (!refusal) for (const place of some) mine.add(place);
  },
]);

const drop = fc.tuple(who, fc.option(places)).map(([w, some]): [string, Step] => [
  `drop ${w} ${some}`,
  async ({ sale, model }) => {
    const mine = model.hold(w);
    const dropped = [...mine].filter((place) => !some || some.includes(place));
    const seatIds = some ? sale.seatIds(...some) : undefined;
    const result = await releaseSeats({ buyer: buyerOf(w), scheduleId: sale.scheduleId, seatIds });
    expect(result.ok && result.value.released.sort()).toEqual(sale.seatIds(...dropped).sort());
    for (const place of dropped) mine.delete(place);
  },
]);

const checkout = who.map((w): [string, Step] => [
  `checkout ${w}`,
  async ({ sale, model }) => {
    const result = await beginCheckout({ buyer: buyerOf(w), scheduleId: sale.scheduleId });
    expect(outcome(result)).toBe(model.hold(w).size > 0 ? 'ok' : 'NO_HOLD');
  },
]);

const book = fc.tuple(who, fc.option(places)).map(([w, some]): [string, Step] => [
  `book ${w} ${some ?? 'hold'}`,
  async ({ sale, model, step }) => {
    const mine = model.hold(w);
    const buyer = buyerOf(w);
    const { scheduleId } = sale;
    const held = await viewHold({ buyer, scheduleId });
    expect(held.ok ? held.value.seats.map(({ place }) => place) : []).toEqual(
      [...mine].sort((a, b) => a - b),
    );
    const wanted = some
      ? { seatIds: sale.seatIds(...some) }
      : { holdId: held.ok ? held.value.holdId : '00000000-0000-4000-8000-000000000000' };
    const meant = some ?? [...mine];
    const result = await confirmBooking({
      buyer,
      scheduleId,
      wanted,
      idempotencyKey: `${scheduleId}.${step}`,
    });
    let refusal: string | undefined =
      !some && mine.size === 0
        ? 'HOLD_EXPIRED'
        : model.obstacle(
            w,
            meant.sort((a, b) => a - b),
          );
    if (!refusal && meant.length + model.liveOf(w) > limit) refusal = 'SEAT_LIMIT_EXCEEDED';
    expect(outcome(result)).toBe(refusal ?? 'ok');
    if (!result.ok) return;
    for (const place of meant) {
      mine.delete(place);
      model.base[place] = 'sold';
    }
    model.bookings.push({ who: w, places: meant, live: true, code: result.value.booking.code });
  },
]);

const cancel = fc.nat(7).map((nth): [string, Step] => [
  `cancel ${nth}`,
  async ({ model, step, sale }) => {
    const booking = model.bookings[nth % Math.max(1, model.bookings.length)];
    if (!booking) return;
    const idempotencyKey = `${sale.scheduleId}.${step}`;
    const result = await cancelBooking({ buyer: buyerOf(booking.who), code: booking.code, idempotencyKey });
    expect(outcome(result)).toBe(booking.live ? 'ok' : 'ALREADY_CANCELLED');
    if (booking.live) for (const place of booking.places) model.comeBack(place, sale.fairReleaseSeconds);
    booking.live = false;
  },
]);

const withhold = fc.tuple(places, fc.boolean()).map(([some, withheld]): [string, Step] => [
  `${withheld ? 'withhold' : 'put back'} ${some}`,
  async ({ sale, model }) => {
    const wanted = { seatIds: sale.seatIds(...some) };
    const result = await withholdSeats({ buyer: organizer, scheduleId: sale.scheduleId, wanted, withheld });
    const may = some.every((place) => model.base[place] === (withheld ? 'available' : 'withheld'));
    expect(result.ok).toBe(may);
    if (!may) return;
    for (const place of some) {
      if (withheld) model.base[place] = 'withheld';
      else model.comeBack(place, sale.fairReleaseSeconds);
    }
  },
]);

/** Ends a hold's time as the clock would: its keys go, its index entries stay for the sweep. */
const lapse = who.map((w): [string, Step] => [
  `lapse ${w}`,
  async ({ sale, model }) => {
    const mine = [...model.hold(w)];
    if (mine.length === 0) return;
    const [, , , , index = '', record = ''] = seatKeys(sale.scheduleId, buyerOf(w).userId);
    await withinRedisBudget(async (client) => {
      await client.del([record, ...mine.map((place) => `${seatLockPrefix(sale.scheduleId)}${place}`)]);
      for (const place of mine) await client.zAdd(index, { score: Date.now() - 1, value: String(place) });
    });
    for (const place of mine) model.lapsed.add(place);
    model.hold(w).clear();
  },
]);

const sweep = fc.constant<[string, Step]>([
  'sweep',
  async ({ sale, model }) => {
    expect(await sweepHolds([sale])).toBe(true);
    for (const place of model.due) model.parked.delete(place);
    model.due.clear();
    for (const place of model.lapsed) {
      if (sale.fairReleaseSeconds > 0 && model.base[place] === 'available') model.parked.add(place);
    }
    model.lapsed.clear();
  },
]);

/** The moment comes that parked seats return at, as the clock would have it. */
const fallDue = fc.constant<[string, Step]>([
  'fall due',
  async ({ sale, model }) => {
    const [, , , , index = ''] = seatKeys(sale.scheduleId, '');
    const due = [...model.parked].map((place) => ({ score: Date.now() - 1, value: String(place) }));
    if (due.length > 0) await withinRedisBudget((client) => client.zAdd(index, due));
    for (const place of model.parked) model.due.add(place);
  },
]);

const drain = fc.constant<[string, Step]>(['drain', async () => void (await drainOutbox())]);

/** Redis loses the schedule: holds are gone, what PostgreSQL knows is not. */
const flush = fc.constant<[string, Step]>([
  'flush',
  async ({ sale, model }) => {
    await withinRedisBudget(async (client) => {
      const keys = await client.keys(`*{${sale.scheduleId}}*`);
      if (keys.length > 0) await client.del(keys);
    });
    for (const places of [model.lapsed, model.parked, model.due, ...model.holds]) places.clear();
  },
]);

const anyStep = fc.oneof(
  { weight: 6, arbitrary: hold },
  { weight: 3, arbitrary: drop },
  { weight: 1, arbitrary: checkout },
  { weight: 5, arbitrary: book },
  { weight: 3, arbitrary: cancel },
  { weight: 1, arbitrary: withhold },
  { weight: 2, arbitrary: lapse },
  { weight: 2, arbitrary: sweep },
  { weight: 1, arbitrary: fallDue },
  { weight: 1, arbitrary: drain },
  { weight: 1, arbitrary: flush },
);

async function expectAsModelled({ sale, model }: Scene) {
  const { scheduleId } = sale;
  const all = Array.from({ length: seatCount }, (_, place) => place);
  const { bytes } = await readLiveState(scheduleId, seatCount);
  expect(all.map((place) => packedStatusAt(bytes, place))).toEqual(all.map((place) => model.shown(place)));

  const held = model.holds.flatMap((mine) => [...mine]).sort((a, b) => a - b);
  const prefix = seatLockPrefix(scheduleId);
  const [, , , , index = ''] = seatKeys(scheduleId, '');
  const [locks, entries, parked, records] = await withinRedisBudget((client) =>
    Promise.all([
      client.keys(`${prefix}*`),
      client.zRange(index, 0, -1),
      client.sMembers(`parked:{${scheduleId}}`),
      client.keys(`hold:{${scheduleId}}:*`),
    ]),
  );
  const numbers = (texts: string[]) => texts.map(Number).sort((a, b) => a - b);
  expect(numbers(locks.map((key) => key.slice(prefix.length)))).toEqual(held);
  expect(numbers(entries)).toEqual([...held, ...model.lapsed, ...model.parked].sort((a, b) => a - b));
  expect(numbers(parked)).toEqual([...model.parked].sort((a, b) => a - b));
  const holders = buyers
    .filter((_, w) => model.hold(w).size > 0)
    .map(({ userId }) => `hold:{${scheduleId}}:${userId}`);
  expect(records.sort()).toEqual(holders.sort());

  const seats = await prisma().seat.findMany({ where: { scheduleId }, orderBy: { place: 'asc' } });
  expect(seats.map(({ status }) => status)).toEqual(model.base);
  const live = await prisma().bookingSeat.findMany({ where: { scheduleId, live: true } });
  const sold = all.filter((place) => model.base[place] === 'sold');
  expect(live.map(({ place }) => place).sort((a, b) => a - b)).toEqual(sold);
}

test('any life of a hall: the map, the holds and the books are what the model says after every step', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 600),
      fc.array(anyStep, { minLength: 5, maxLength: 25 }),
      async (fairReleaseSeconds, steps) => {
        const sale = await createTestSale({
          rows: 1,
          seatsARow: seatCount,
          seatLimit: limit,
          organizerId: organizer.userId,
          fairReleaseSeconds,
        });
        const scene: Scene = { sale, model: new Model(), step: 0 };
        const told: string[] = [];
        for (const [name, step] of steps) {
          scene.step += 1;
          told.push(name);
          try {
            await step(scene);
            await expectAsModelled(scene);
          } catch (error) {
            throw new Error(`After: ${told.join(' · ')}`, { cause: error });
          }
        }
      },
    ),
    { numRuns: 40, endOnFailure: false, interruptAfterTimeLimit: 100_000 },
  );
});
