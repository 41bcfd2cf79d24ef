import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { withinRedisBudget } from '@/lib/redis/client';
import { createTestBuyers, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { joinStandby } from './join-standby';
import { leaveStandby } from './leave-standby';
import { releaseSeats } from './release-seats';
import { book as bookSeats, endHold, endOffers, round } from './test-standby';
import { viewHold } from './view-hold';

// Random lives of a small hall with people who stand by. Nothing is foretold here; what must be true of both stores is
// checked after every step, and after every round of the jobs that nobody was left waiting who could have been served.

const seatCount = 6;
const limit = 3;

let close: () => Promise<void>;
let buyers: Buyer[];
let owners: Buyer[];
beforeAll(async () => {
  close = await openTestStores();
  buyers = await createTestBuyers(4);
  owners = await createTestBuyers(2);
});
afterAll(() => close());

interface Scene {
  sale: TestSale;
  /** Idempotency keys are never used twice. */
  step: number;
  bookings: { buyer: Buyer; code: string }[];
}
type Step = (scene: Scene) => Promise<void>;

const buyerOf = (who: number): Buyer => {
  const buyer = buyers[who];
  if (!buyer) throw new Error('no such buyer');
  return buyer;
};

async function entriesOf({ sale }: Scene) {
  return prisma().standbyEntry.findMany({
    where: { scheduleId: sale.scheduleId },
    orderBy: { number: 'asc' },
  });
}

async function offersOut(scene: Scene) {
  return (await entriesOf(scene)).filter(({ state }) => state === 'offered');
}

/** All seats go to two people outside of the lives, a booking each. */
async function sellOut(sale: TestSale) {
  const bookings: Scene['bookings'] = [];
  for (let place = 0; place < seatCount; place += 1) {
    const buyer = owners[place % owners.length];
    if (!buyer) throw new Error('no owner');
    bookings.push({ buyer, code: await bookSeats(sale, buyer, place) });
  }
  return bookings;
}

/** Nobody gets what is offered to somebody else. */
async function fairly(scene: Scene, buyer: Buyer, places: number[], act: () => Promise<{ ok: boolean }>) {
  const others = (await offersOut(scene)).filter(({ userId }) => userId !== buyer.userId);
  const theirs = places.filter((place) => others.some(({ offerPlaces }) => offerPlaces.includes(place)));
  const { ok } = await act();
  if (ok) expect(theirs).toEqual([]);
  return ok;
}

const who = fc.nat(3);
const places = fc
  .uniqueArray(fc.nat(seatCount - 1), { minLength: 1, maxLength: 3 })
  .map((some) => some.sort((a, b) => a - b));

const joining = (w: number, some: number[]): [string, Step] => [
  `join ${w} ${some}`,
  async ({ sale }) => {
    await joinStandby({
      buyer: buyerOf(w),
      scheduleId: sale.scheduleId,
      for: { seatIds: sale.seatIds(...some) },
    });
  },
];
const join = fc.tuple(who, places).map(([w, some]) => joining(w, some));

const joinAny = fc.tuple(who, fc.integer({ min: 1, max: 3 })).map(([w, quantity]): [string, Step] => [
  `join ${w} any ${quantity}`,
  async ({ sale }) => {
    await joinStandby({ buyer: buyerOf(w), scheduleId: sale.scheduleId, for: { grade: 'R', quantity } });
  },
]);

const leave = fc.nat(9).map((nth): [string, Step] => [
  `leave ${nth}`,
  async (scene) => {
    const entries = await entriesOf(scene);
    const entry = entries[nth % Math.max(1, entries.length)];
    const buyer = buyers.find(({ userId }) => userId === entry?.userId);
    if (!entry || !buyer) return;
    const { scheduleId } = scene.sale;
    expect((await leaveStandby({ buyer, scheduleId, standbyId: entry.id })).ok).toBe(true);
  },
]);

const hold = fc.tuple(who, places).map(([w, some]): [string, Step] => [
  `hold ${w} ${some}`,
  async (scene) => {
    const { scheduleId, seatIds } = scene.sale;
    const wanted = { seatIds: seatIds(...some) };
    await fairly(scene, buyerOf(w), some, () => holdSeats({ buyer: buyerOf(w), scheduleId, wanted }));
  },
]);

const drop = fc.tuple(who, fc.option(places)).map(([w, some]): [string, Step] => [
  `drop ${w} ${some}`,
  async ({ sale }) => {
    const seatIds = some ? sale.seatIds(...some) : undefined;
    await releaseSeats({ buyer: buyerOf(w), scheduleId: sale.scheduleId, seatIds });
  },
]);

const book = fc.tuple(who, places).map(([w, some]): [string, Step] => [
  `book ${w} ${some}`,
  async (scene) => {
    const { scheduleId, seatIds } = scene.sale;
    const buyer = buyerOf(w);
    await fairly(scene, buyer, some, async () => {
      const idempotencyKey = `${scheduleId}.${scene.step}`;
      const booked = await confirmBooking({
        buyer,
        scheduleId,
        wanted: { seatIds: seatIds(...some) },
        idempotencyKey,
      });
      if (booked.ok) scene.bookings.push({ buyer, code: booked.value.booking.code });
      return booked;
    });
  },
]);

const cancelling = (nth: number): [string, Step] => [
  `cancel ${nth}`,
  async ({ sale, step, bookings }) => {
    const booking = bookings[nth % Math.max(1, bookings.length)];
    if (booking) await cancelBooking({ ...booking, idempotencyKey: `${sale.scheduleId}.${step}` });
  },
];
const cancel = fc.nat(9).map(cancelling);

const lapse = who.map((w): [string, Step] => [
  `lapse ${w}`,
  async ({ sale }) => {
    const mine = await prisma().standbyEntry.count({
      where: { scheduleId: sale.scheduleId, userId: buyerOf(w).userId, state: 'offered' },
    });
    // A hold with an offer in it ends with the offer.
    if (mine === 0) await endHold(sale, buyerOf(w).userId);
  },
]);

const end = fc.constant<[string, Step]>([
  'offers end',
  async ({ sale }) => {
    const out = await prisma().standbyEntry.findMany({
      where: { scheduleId: sale.scheduleId, state: 'offered' },
    });
    await endOffers(sale, ...buyers.filter(({ userId }) => out.some((entry) => entry.userId === userId)));
  },
]);

const flush = fc.constant<[string, Step]>([
  'flush',
  async ({ sale }) => {
    await withinRedisBudget(async (client) => {
      const keys = await client.keys(`*{${sale.scheduleId}}*`);
      if (keys.length > 0) await client.del(keys);
    });
  },
]);

/** Asks for anybody's hold: a map that Redis lost is there again after it. */
async function readHoldOf({ sale: { scheduleId } }: Scene) {
  await viewHold({ buyer: buyerOf(0), scheduleId });
}

/** What Redis has: seat → the account whose key it is; and the parked ones, the noted offers. */
async function redisOf({ sale: { scheduleId } }: Scene) {
  const prefix = `seat_lock:{${scheduleId}}:`;
  return withinRedisBudget(async (client) => {
    const locks = await client.keys(`${prefix}*`);
    const owners = new Map<number, string>();
    for (const key of locks)
      owners.set(Number(key.slice(prefix.length)), ((await client.get(key)) ?? '').split(':')[0] ?? '');
    const entries = await client.zRange(`hold_index:{${scheduleId}}`, 0, -1);
    const parked = await client.sMembers(`parked:{${scheduleId}}`);
    const noted = await client.hGetAll(`offered:{${scheduleId}}`);
    return { owners, entries: entries.map(Number), parked: parked.map(Number), noted };
  });
}

async function expectSound(scene: Scene) {
  const { scheduleId } = scene.sale;
  const seats = await prisma().seat.findMany({ where: { scheduleId }, orderBy: { place: 'asc' } });
  const out = await offersOut(scene);
  const offered = out.flatMap(({ offerPlaces }) => offerPlaces);
  expect(new Set(offered).size).toBe(offered.length);
  for (const place of offered) expect(seats[place]?.status).toBe('available');
  for (const { userId, offerPlaces } of out) {
    const other = buyers.find((buyer) => buyer.userId !== userId);
    const [row] = await prisma().$queryRaw<{ kept: number[] | null }[]>`
      SELECT offered_to_another(${other?.userId}, ${scheduleId}, ${offerPlaces}::int[], clock_timestamp()) AS kept`;
    expect(row?.kept).toEqual([...offerPlaces].sort((a, b) => a - b));
  }
  const { owners, entries, parked, noted } = await redisOf(scene);
  for (const place of owners.keys()) expect(entries).toContain(place);
  for (const place of parked) {
    expect(entries).toContain(place);
    expect(owners.has(place)).toBe(false);
  }
  for (const [place, note] of Object.entries(noted)) {
    if (owners.has(Number(place))) expect(note.startsWith(`${owners.get(Number(place))}:`)).toBe(true);
  }
}

/** Whether places serve an entry. */
function serves(free: readonly number[], entry: { places: number[]; quantity: number }): boolean {
  if (entry.places.length > 0) return entry.places.every((place) => free.includes(place));
  return free.length >= entry.quantity;
}

async function freeSeats(scene: Scene): Promise<number[]> {
  const { owners } = await redisOf(scene);
  const where = { scheduleId: scene.sale.scheduleId, status: 'available' } as const;
  const seats = await prisma().seat.findMany({ where });
  return seats.map(({ place }) => place).filter((place) => !owners.has(place));
}

const serving: [string, Step] = [
  'rounds',
  async (scene) => {
    const { scheduleId } = scene.sale;
    // After a flush the offers are to be restored first.
    await readHoldOf(scene);
    const before = await freeSeats(scene);
    const out = new Set((await offersOut(scene)).map(({ id }) => id));
    await round(scene.sale);
    await round(scene.sale);
    const { owners, noted } = await redisOf(scene);
    for (const { userId, offerPlaces } of await offersOut(scene)) {
      for (const place of offerPlaces) {
        expect(owners.get(place)).toBe(userId);
        expect(noted[place]).toMatch(new RegExp(`^${userId}:`));
      }
    }
    const fresh = (await offersOut(scene)).filter(({ id }) => !out.has(id));
    const live = await prisma().bookingSeat.findMany({
      where: { scheduleId, live: true },
      include: { booking: true },
    });
    for (const entry of await entriesOf(scene)) {
      if (entry.state !== 'waiting') continue;
      const booked = live.filter(({ booking }) => booking.buyerId === entry.userId).length;
      const held = [...owners.values()].filter((owner) => owner === entry.userId).length;
      if (booked + held + entry.quantity > limit) continue;
      // Neither is there anything left that would serve them, nor did anything go to somebody behind.
      const ahead = fresh
        .filter(({ number }) => number < entry.number)
        .flatMap(({ offerPlaces }) => offerPlaces);
      const theirs = before.filter((place) => !ahead.includes(place));
      expect(serves(theirs, entry), `entry ${entry.number} of ${entry.userId}`).toBe(false);
      expect(serves(await freeSeats(scene), entry)).toBe(false);
    }
  },
];

/** A life in which somebody is offered the seat they wait for: the others are chance, and need not have one. */
const served = [joining(0, [0]), cancelling(0), serving];

const anyStep = fc.oneof(
  { weight: 5, arbitrary: join },
  { weight: 3, arbitrary: joinAny },
  { weight: 1, arbitrary: leave },
  { weight: 4, arbitrary: hold },
  { weight: 2, arbitrary: drop },
  { weight: 4, arbitrary: book },
  { weight: 3, arbitrary: cancel },
  { weight: 1, arbitrary: lapse },
  { weight: 1, arbitrary: end },
  { weight: 1, arbitrary: flush },
  { weight: 5, arbitrary: fc.constant(serving) },
);

test('any life of a hall with people in line: offers are exclusive in both stores, and nobody waits who could be served', {
  timeout: 120_000,
}, async () => {
  let offers = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 600),
      fc.array(anyStep, { minLength: 8, maxLength: 20 }),
      async (fairReleaseSeconds, steps) => {
        const sale = await createTestSale({
          rows: 1,
          seatsARow: seatCount,
          seatLimit: limit,
          fairReleaseSeconds,
        });
        const scene: Scene = { sale, step: 0, bookings: await sellOut(sale) };
        const told: string[] = [];
        for (const [name, step] of steps) {
          scene.step += 1;
          told.push(name);
          try {
            await step(scene);
            await expectSound(scene);
          } catch (error) {
            throw new Error(`After: ${told.join(' · ')}`, { cause: error });
          }
        }
        offers += (await entriesOf(scene)).filter(({ offeredAt }) => offeredAt).length;
      },
    ),
    {
      numRuns: 25,
      endOnFailure: false,
      interruptAfterTimeLimit: 60_000,
      examples: [
        [0, served],
        [600, served],
      ],
    },
  );
  expect(offers).toBeGreaterThanOrEqual(2);
});
