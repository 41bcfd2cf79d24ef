import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { inThrowawaySchema, lookedTogether, whileBuyerIsLocked } from '@/lib/postgres/test-races';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { listSeats } from './list-seats';

// Each guard of a booking with its control: the same race where the guard is not there shows the damage.

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const tabs = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
  [8, 9, 10, 11],
];

test('control: tabs that count first and book then go over the limit', async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE taken (buyer int NOT NULL, seat int NOT NULL)');
    const look = lookedTogether(tabs.length);
    await Promise.all(
      tabs.map(async (seats) => {
        const [mine] = await run<{ n: number }>('SELECT count(*)::int AS n FROM taken WHERE buyer = 1');
        await look();
        if ((mine?.n ?? 0) + seats.length > 4) return;
        await run(`INSERT INTO taken SELECT 1, unnest('{${seats}}'::int[])`);
      }),
    );
    expect(await run('SELECT seat FROM taken')).toHaveLength(12);
  });
});

test('control: locking the buyer and judging in one statement goes over the limit all the same', async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE taken (buyer int NOT NULL, seat int NOT NULL)');
    const buyer = await createTestBuyer();
    // The statement's snapshot is older than its wait for the lock: each of the queue counts none.
    const lockAndJudge = (seats: number[]) =>
      run(`WITH me AS MATERIALIZED (SELECT id FROM public.users WHERE id = '${buyer.userId}' FOR UPDATE),
        mine AS (SELECT count(*) AS n FROM taken WHERE buyer = 1)
        INSERT INTO taken SELECT 1, seat FROM me, mine, unnest('{${seats}}'::int[]) AS seat
        WHERE mine.n + ${seats.length} <= 4`);
    await whileBuyerIsLocked(buyer.userId, tabs.length, () => tabs.map(lockAndJudge));
    expect(await run('SELECT seat FROM taken')).toHaveLength(12);
  });
});

test('three tabs at once at limit 4: exactly one books, the others hear of the limit', async () => {
  const sale = await createTestSale({ seatLimit: 4 });
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const book = (seats: number[]) =>
    untilAnswered(() =>
      confirmBooking({
        buyer,
        scheduleId,
        wanted: { seatIds: sale.seatIds(...seats) },
        idempotencyKey: String(seats),
      }),
    );
  // One waits in the database, the others for it; what they do when none waits for another is the functions' race.
  const results = await whileBuyerIsLocked(buyer.userId, 1, () => tabs.map(book));
  const codes = results.map((result) => (result.ok ? 'booked' : result.refusal.code));
  expect(codes.sort()).toEqual(['SEAT_LIMIT_EXCEEDED', 'SEAT_LIMIT_EXCEEDED', 'booked']);
  expect(await prisma().bookingSeat.count({ where: { scheduleId, live: true } })).toBe(4);
});

const same = 20;

test(`control: ${same} repeats that look up their key first are booked several times`, async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE answers (key text NOT NULL, booking int NOT NULL)');
    const look = lookedTogether(same);
    await Promise.all(
      Array.from({ length: same }, async (_, booking) => {
        const earlier = await run("SELECT booking FROM answers WHERE key = 'one'");
        await look();
        if (earlier.length === 0) await run(`INSERT INTO answers VALUES ('one', ${booking})`);
      }),
    );
    expect((await run('SELECT booking FROM answers')).length).toBeGreaterThan(1);
  });
});

test(`${same} identical bookings at once with one key: one booking, the same answer for all`, async () => {
  const sale = await createTestSale({ seatLimit: 100 });
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  for (let round = 0; round < 5; round += 1) {
    const wanted = { seatIds: sale.seatIds(round * 2, round * 2 + 1) };
    const results = await Promise.all(
      Array.from({ length: same }, () =>
        untilAnswered(() => confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: `key${round}` })),
      ),
    );
    const codes = results.map((result) => (result.ok ? result.value.booking.code : result.refusal.code));
    expect(new Set(codes).size).toBe(1);
    // None, where the first answer came too late and was asked for again.
    expect(results.filter((result) => result.ok && !result.value.replayed).length).toBeLessThanOrEqual(1);
    expect(await prisma().booking.count({ where: { scheduleId } })).toBe(round + 1);
  }
});

test('a sign-in elsewhere that commits while a booking waits for its buyer: nothing is booked', async () => {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const wanted = { seatIds: sale.seatIds(0) };
  const [booked] = await whileBuyerIsLocked(
    buyer.userId,
    1,
    () => [untilAnswered(() => confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: 'a' }))],
    { statement: `UPDATE users SET current_session_id = 'elsewhere' WHERE id = '${buyer.userId}'` },
  );
  expect(booked).toEqual({ ok: false, refusal: { code: 'SESSION_SUPERSEDED' } });
  expect(await prisma().booking.count({ where: { scheduleId } })).toBe(0);
  const listed = await listSeats({ scheduleId, buyer, limit: 1 });
  expect(listed).toMatchObject({ ok: true, value: { seats: [{ status: 'available' }] } });
});

test('control: two shows at the same hour, each looked up first, are both booked', async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE booked (buyer int NOT NULL, show int NOT NULL)');
    const look = lookedTogether(2);
    await Promise.all(
      [1, 2].map(async (show) => {
        const conflicts = await run('SELECT show FROM booked WHERE buyer = 1');
        await look();
        if (conflicts.length === 0) await run(`INSERT INTO booked VALUES (1, ${show})`);
      }),
    );
    expect(await run('SELECT show FROM booked')).toHaveLength(2);
  });
});

test('two shows at the same hour booked at once by one buyer: one is, the other is a conflict', async () => {
  for (let round = 0; round < 10; round += 1) {
    const buyer = await createTestBuyer();
    const shows = [
      await createTestSale({ allowOverlap: false, startsInHours: 100 }),
      await createTestSale({ allowOverlap: false, startsInHours: 101 }),
    ];
    const book = ({ scheduleId, seatIds }: (typeof shows)[number]) =>
      untilAnswered(() =>
        confirmBooking({ buyer, scheduleId, wanted: { seatIds: seatIds(0) }, idempotencyKey: scheduleId }),
      );
    const results = await whileBuyerIsLocked(buyer.userId, 2, () => shows.map(book));
    const codes = results.map((result) => (result.ok ? 'booked' : result.refusal.code));
    expect(codes.sort()).toEqual(['SCHEDULE_CONFLICT', 'booked']);
  }
});
