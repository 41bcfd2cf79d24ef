import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { createTestBuyers, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { cancelBookingInDatabase, confirmBookingInDatabase } from './booking-store';
import { prisma } from './client';
import { inThrowawaySchema, lookedTogether } from './test-races';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const crowd = 40;
const capacity = 25;

function book(buyer: Buyer, { scheduleId }: TestSale, quantity: number, key = randomUUID()) {
  const { userId, sessionId } = buyer;
  const attempt = { buyerId: userId, sessionId, idempotencyKey: key, bodyHash: 'hash' };
  const wish = { scheduleId, places: [], areas: [{ area: 0, quantity }], paymentMethod: 'none' };
  return untilAnswered(() =>
    confirmBookingInDatabase(attempt, { ...wish, bookingId: randomUUID(), code: randomUUID().slice(0, 10) }),
  );
}

async function cancel(buyer: Buyer, code: string) {
  const { userId, sessionId } = buyer;
  const attempt = { buyerId: userId, sessionId, idempotencyKey: `cancel ${code}`, bodyHash: 'hash' };
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const had = await prisma().bookingArea.findMany({ where: { booking: { code } } });
  const tickets = had.map(({ area, nth }) => `${area}.${nth}`);
  const wish = { steps: [{ until, feeMinor: 0 }], tickets, whole: true, mostFeeMinor: null };
  return untilAnswered(() => cancelBookingInDatabase(attempt, code, wish));
}

async function areaOf({ scheduleId }: TestSale) {
  const where = { scheduleId, area: 0 };
  const row = await prisma().standingArea.findUniqueOrThrow({ where: { scheduleId_area: where } });
  const tickets = await prisma().bookingArea.findMany({ where });
  const numbers = tickets.map(({ entryNumber }) => entryNumber ?? 0).sort((a, b) => a - b);
  return { ...row, tickets: tickets.filter(({ live }) => live).length, numbers };
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

test('control: an area that is looked at first and written without its condition passes its capacity', async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE areas (capacity int NOT NULL, live int NOT NULL, next_entry int NOT NULL)');
    await run('CREATE TABLE tickets (entry_number int NOT NULL)');
    await run(`INSERT INTO areas VALUES (${capacity}, 0, 1)`);
    const look = lookedTogether(crowd);
    await Promise.all(
      upTo(crowd).map(async () => {
        const [area] = await run<{ live: number; next_entry: number }>('SELECT * FROM areas');
        await look();
        if (!area || area.live + 1 > capacity) return;
        await run('UPDATE areas SET live = live + 1, next_entry = next_entry + 1');
        await run(`INSERT INTO tickets VALUES (${area.next_entry})`);
      }),
    );
    const [area] = await run<{ live: number }>('SELECT live FROM areas');
    expect(area?.live).toBe(crowd);
    // And everybody has the same number.
    expect(await run('SELECT DISTINCT entry_number FROM tickets')).toHaveLength(1);
  });
});

test('control: numbers from a sequence have gaps where a booking was refused', async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE SEQUENCE entry_numbers');
    await run('CREATE TABLE tickets (entry_number int NOT NULL, seat int UNIQUE)');
    await Promise.allSettled(
      upTo(crowd).map((n) => run(`INSERT INTO tickets VALUES (nextval('entry_numbers'), ${n % capacity})`)),
    );
    const sold = await run<{ entry_number: number }>('SELECT entry_number FROM tickets ORDER BY 1');
    expect(sold.map((ticket) => ticket.entry_number)).not.toEqual(upTo(sold.length));
  });
});

test(`${crowd} buyers of one place each at once for ${capacity}: exactly that many, numbered without a gap`, async () => {
  const sale = await createTestSale({ areas: [capacity] });
  const buyers = await createTestBuyers(crowd);
  const said = await Promise.all(buyers.map((buyer) => book(buyer, sale, 1)));
  // Made at once, or found made when an answer came too late and was asked for again.
  expect(said.filter((each) => !('refusal' in each))).toHaveLength(capacity);
  const refusals = said.flatMap((each) => ('refusal' in each ? each : []));
  for (const refusal of refusals) expect(refusal).toEqual({ refusal: 'NOT_ENOUGH_PLACES', areas: [[0, 0]] });
  expect(await areaOf(sale)).toMatchObject({ live: capacity, tickets: capacity, numbers: upTo(capacity) });
});

test('bookings of several places are whole, and cancelled ones give places back but no numbers', async () => {
  const sale = await createTestSale({ areas: [capacity], seatLimit: 100 });
  const buyers = await createTestBuyers(crowd);
  const codes: string[] = [];
  // Half of those who have booked cancel, while others book.
  await Promise.all(
    buyers.map(async (buyer, n) => {
      const said = await book(buyer, sale, 1 + (n % 4));
      if ('refusal' in said) return;
      const { code } = 'booked' in said ? said.booked : said.replayed;
      codes.push(code);
      if (n % 2 === 0) expect(await cancel(buyer, code)).not.toHaveProperty('refusal');
    }),
  );
  const after = await areaOf(sale);
  expect(after.live).toBe(after.tickets);
  expect(after.live).toBeLessThanOrEqual(capacity);
  expect(after.numbers).toEqual(upTo(after.numbers.length));
  expect(after.nextEntry).toBe(after.numbers.length + 1);
  const parts = await prisma().bookingArea.groupBy({
    by: ['bookingId'],
    where: { scheduleId: sale.scheduleId },
    _count: true,
  });
  expect(parts).toHaveLength(codes.length);
});

test('the last lines of defence stand without the code above them', async () => {
  const sale = await createTestSale({ areas: [capacity] });
  const [buyer] = await createTestBuyers(1);
  if (!buyer) throw new Error('no buyer');
  await book(buyer, sale, 2);
  const where = { scheduleId_area: { scheduleId: sale.scheduleId, area: 0 } };
  for (const data of [{ live: capacity + 1 }, { live: -1 }, { capacity: 1 }, { capacity: 0, live: 0 }]) {
    await expect(prisma().standingArea.update({ where, data })).rejects.toThrow(/standing_areas_capacity/);
  }
  const ticket = await prisma().bookingArea.findFirstOrThrow({ where: { scheduleId: sale.scheduleId } });
  const again = prisma().bookingArea.create({ data: { ...ticket, nth: 9 } });
  await expect(again).rejects.toThrow(/Unique constraint/);
});
