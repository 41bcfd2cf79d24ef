import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyers, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { releaseSeats } from './release-seats';

// The seat selection guide's experiment, both sides: many buyers, one seat.

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const crowds = [5, 100];

test.each(crowds)('control: without any guard, several of %i buyers get the one seat', async (count) => {
  const schema = `control_${count}`;
  await prisma().$executeRawUnsafe(`CREATE SCHEMA ${schema}`);
  await prisma().$executeRawUnsafe(`CREATE TABLE ${schema}.seats (id int PRIMARY KEY, status text NOT NULL)`);
  await prisma().$executeRawUnsafe(
    `CREATE TABLE ${schema}.bookings (seat_id int NOT NULL, buyer int NOT NULL)`,
  );
  await prisma().$executeRawUnsafe(`INSERT INTO ${schema}.seats VALUES (1, 'available')`);
  // Look, then act: what everyone writes first. All look before the first one acts, as under load.
  let looking = count;
  let go = () => {};
  const allHaveLooked = new Promise<void>((resolve) => {
    go = resolve;
  });
  const buyUnguarded = async (buyer: number) => {
    const [seat] = await prisma().$queryRawUnsafe<{ status: string }[]>(
      `SELECT status FROM ${schema}.seats WHERE id = 1`,
    );
    looking -= 1;
    if (looking === 0) go();
    await allHaveLooked;
    if (seat?.status !== 'available') return false;
    await prisma().$executeRawUnsafe(`INSERT INTO ${schema}.bookings VALUES (1, ${buyer})`);
    await prisma().$executeRawUnsafe(`UPDATE ${schema}.seats SET status = 'sold' WHERE id = 1`);
    return true;
  };
  const bought = await Promise.all(Array.from({ length: count }, (_, buyer) => buyUnguarded(buyer)));
  expect(bought.filter(Boolean).length).toBeGreaterThan(1);
  await prisma().$executeRawUnsafe(`DROP SCHEMA ${schema} CASCADE`);
});

test.each(crowds)(
  'of %i buyers who hold one seat, exactly one does; the others hear it is held',
  async (count) => {
    const sale = await createTestSale();
    const buyers = await createTestBuyers(count);
    const wanted = { seatIds: sale.seatIds(7) };
    const results = await Promise.all(
      buyers.map((buyer) => holdSeats({ buyer, scheduleId: sale.scheduleId, wanted })),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const codes = results.flatMap((result) => (result.ok ? [] : result.refusal.code));
    expect(codes).toEqual(Array(count - 1).fill('SEAT_ALREADY_HELD'));
  },
);

test.each(crowds)('of %i buyers who book one seat outright, exactly one does', async (count) => {
  const sale = await createTestSale();
  const buyers = await createTestBuyers(count);
  const wanted = { seatIds: sale.seatIds(7) };
  const results = await Promise.all(
    buyers.map((buyer) =>
      untilAnswered(() =>
        confirmBooking({ buyer, scheduleId: sale.scheduleId, wanted, idempotencyKey: 'one' }),
      ),
    ),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const codes = results.flatMap((result) => (result.ok ? [] : result.refusal.code));
  expect(codes).toHaveLength(count - 1);
  for (const code of codes) expect(['SEAT_ALREADY_HELD', 'SEAT_ALREADY_SOLD']).toContain(code);
  expect(await prisma().bookingSeat.count({ where: { scheduleId: sale.scheduleId, live: true } })).toBe(1);
});

test('200 buyers over 50 seats with 1–4 seats each: no seat twice, no request in part', async () => {
  const sale = await createTestSale({ rows: 5, seatsARow: 10 });
  const { scheduleId } = sale;
  const buyers = await createTestBuyers(200);
  const results = await Promise.all(
    buyers.map(async (buyer, i) => {
      const from = (i * 7) % 47;
      const places = Array.from({ length: 1 + (i % 4) }, (_, n) => from + n);
      const wanted = { seatIds: sale.seatIds(...places) };
      const held = await holdSeats({ buyer, scheduleId, wanted });
      if (!held.ok) return { places, booked: false };
      const { holdId } = held.value;
      const booked = await confirmBooking({ buyer, scheduleId, wanted: { holdId }, idempotencyKey: holdId });
      return { places, booked: booked.ok };
    }),
  );
  const rows = await prisma().bookingSeat.findMany({ where: { scheduleId, live: true } });
  expect(new Set(rows.map((row) => row.place)).size).toBe(rows.length);
  const expected = results.flatMap((result) => (result.booked ? result.places : []));
  expect(rows.map((row) => row.place).sort()).toEqual(expected.sort());
});

/** A small repeatable random source (mulberry32), so that a failing round can be run again. */
function randomFrom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const rounds = 200;

test(`three racing tabs at limit 4, ${rounds} rounds: never more than 4 live seats`, {
  timeout: 120_000,
}, async () => {
  const buyers = await createTestBuyers(rounds);
  const random = randomFrom(20261121);
  const sale = await createTestSale({ rows: rounds, seatsARow: 12, seatLimit: 4 });
  const { scheduleId } = sale;
  const tab = async (buyer: Buyer, places: number[], viaHold: boolean) => {
    const wanted = { seatIds: sale.seatIds(...places) };
    const idempotencyKey = String(places[0]);
    if (viaHold) await holdSeats({ buyer, scheduleId, wanted });
    return confirmBooking({ buyer, scheduleId, wanted, idempotencyKey });
  };
  for (const [round, buyer] of buyers.entries()) {
    const tabs = [0, 4, 8].map((offset) =>
      tab(
        buyer,
        Array.from({ length: 2 + Math.floor(random() * 3) }, (_, n) => round * 12 + offset + n),
        random() < 0.5,
      ),
    );
    await Promise.all(tabs);
    const live = await prisma().bookingSeat.count({
      where: { booking: { buyerId: buyer.userId }, live: true },
    });
    expect(live).toBeLessThanOrEqual(4);
    expect(live).toBeGreaterThan(0);
  }
});

test(`one tab drops a seat while the other confirms, ${rounds} rounds: booked or free`, {
  timeout: 120_000,
}, async () => {
  const sale = await createTestSale({ rows: rounds, seatsARow: 2 });
  const { scheduleId } = sale;
  const buyers = await createTestBuyers(rounds);
  const rivals = await createTestBuyers(rounds);
  for (const [round, buyer] of buyers.entries()) {
    const seatIds = sale.seatIds(round * 2, round * 2 + 1);
    const held = await holdSeats({ buyer, scheduleId, wanted: { seatIds } });
    if (!held.ok) throw new Error(held.refusal.code);
    const rival = rivals[round] ?? buyer;
    const second = { seatIds: seatIds.slice(1) };
    const wanted = round % 2 ? { holdId: held.value.holdId } : { seatIds };
    const [booked, dropped, stolen] = await Promise.all([
      confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: held.value.holdId }),
      releaseSeats({ buyer, scheduleId, seatIds: second.seatIds }),
      holdSeats({ buyer: rival, scheduleId, wanted: second }),
    ]);
    const rows = await prisma().bookingSeat.findMany({
      where: { scheduleId, live: true, place: round * 2 + 1 },
    });
    const bookedSeats = booked.ok ? booked.value.booking.seats.map((seat) => seat.seatId) : [];
    expect(rows).toHaveLength(bookedSeats.includes(second.seatIds[0] ?? '') ? 1 : 0);
    // Never held by another and sold: whoever has it, has it alone.
    if (rows.length > 0) expect(stolen.ok).toBe(false);
    expect(dropped.ok).toBe(true);
  }
});
