import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartOfBooking } from '@/lib/domain/refusals';
import { prisma } from '@/lib/postgres/client';
import { inThrowawaySchema, lookedTogether, whileBuyerIsLocked } from '@/lib/postgres/test-races';
import { createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { createTestDoor, scanOf, verdictOf } from '@/lib/tickets/test-door';
import { cancelBooking } from './cancel-booking';
import { checkInTicket } from './check-in-ticket';
import { issueTickets } from './issue-tickets';
import { booksOf, insertPaidBooking } from './test-paid';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const count = 12;

async function bookedSeats(...places: number[]) {
  const sale = await createTestSale({ seatLimit: 40 });
  const booked = await insertPaidBooking(sale, places);
  const { buyer, code } = booked;
  const seat = (...wanted: number[]): PartOfBooking => ({ seatIds: sale.seatIds(...wanted), entries: [] });
  const cancel = (idempotencyKey: string, part?: PartOfBooking) =>
    untilAnswered(() => cancelBooking({ buyer, code, idempotencyKey, part }));
  return { ...booked, sale, seat, cancel };
}

const codeOf = (said: Awaited<ReturnType<typeof cancelBooking>>) =>
  said.ok ? said.value.status : said.refusal.code;

test(`control: ${count} partial cancellations that look first pay one seat back several times`, async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE booking_seats AS SELECT 1 AS place, true AS live');
    await run('CREATE TABLE refunds (place int NOT NULL)');
    const look = lookedTogether(count);
    await Promise.all(
      Array.from({ length: count }, async () => {
        const [seat] = await run<{ live: boolean }>('SELECT live FROM booking_seats');
        await look();
        if (!seat?.live) return;
        await run('UPDATE booking_seats SET live = false');
        await run('INSERT INTO refunds VALUES (1)');
      }),
    );
    expect((await run('SELECT 1 FROM refunds')).length).toBeGreaterThan(1);
  });
});

test(`of ${count} cancellations of one seat at once, each with a key of its own, exactly one pays it back`, async () => {
  for (let round = 0; round < 5; round += 1) {
    const { sale, bookingId, seat, cancel } = await bookedSeats(0, 1);
    const said = await Promise.all(Array.from({ length: count }, (_, n) => cancel(`k${n}`, seat(0))));
    expect(said.map(codeOf).sort()).toEqual(['CONFIRMED', ...Array(count - 1).fill('NOT_IN_BOOKING')]);
    expect(await prisma().refund.count({ where: { bookingId } })).toBe(1);
    expect(await booksOf(sale)).toMatchObject({ live: 154_000, balance: 0 });
  }
});

// As they come when Redis is away: only the buyer's row keeps them apart.
test('two that overlap, queued at the buyer’s row: the seat both name is given back once', async () => {
  const { sale, buyer, bookingId, seat, cancel } = await bookedSeats(0, 1, 2);
  const said = await whileBuyerIsLocked(buyer.userId, 1, () => [
    cancel('a', seat(0, 1)),
    cancel('b', seat(1, 2)),
  ]);
  expect(said.map(codeOf).sort()).toEqual(['CONFIRMED', 'NOT_IN_BOOKING']);
  expect(await prisma().refund.count({ where: { bookingId } })).toBe(1);
  expect(await booksOf(sale)).toMatchObject({ live: 154_000, balance: 0 });
});

test('every seat on its own and all of it at once, together: each seat is paid back once', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { sale, bookingId, seat, cancel } = await bookedSeats(0, 1, 2, 3);
    const said = await Promise.all([
      ...[0, 1, 2, 3].map((place) => cancel(`s${place}`, seat(place))),
      cancel('all'),
    ]);
    const { status } = await prisma().booking.findUniqueOrThrow({ where: { id: bookingId } });
    expect(status).toBe('CANCELLED');
    expect(said.map(codeOf).filter((code) => code === 'CANCELLED')).toHaveLength(1);
    expect(await booksOf(sale)).toMatchObject({ live: 0, refunded: 4 * 154_000, balance: 0 });
    const free = await prisma().seat.findMany({ where: { scheduleId: sale.scheduleId, epoch: { gt: 0 } } });
    // Sold, then free, once each.
    expect(free.map(({ status: seat, epoch }) => [seat, epoch])).toEqual(Array(4).fill(['available', 2]));
  }
});

test('of a scan and the cancellation of that very ticket exactly one succeeds; the other tickets stay', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { sale, buyer, code, bookingId, seat, cancel } = await bookedSeats(0, 1);
    const { staff } = await createTestDoor(1, sale);
    const [one] = staff;
    if (!one) throw new Error('nobody at the door');
    const issued = await issueTickets({ buyer, code });
    const scan = scanOf(issued.ok ? (issued.value[0]?.token ?? '') : '');
    const { scheduleId } = sale;
    const check = () => untilAnswered(() => checkInTicket({ buyer: one, scheduleId, deviceId: 'A', scan }));
    const part = () => cancel('c', seat(0));
    await Promise.all(round % 2 ? [check(), part()] : [part(), check()]);
    const [checked, cancelled] = [await check(), await part()];
    expect(['ADMITTED TICKETS_USED', 'TICKET_CANCELLED CONFIRMED']).toContain(
      `${verdictOf(checked)} ${codeOf(cancelled)}`,
    );
    expect(await prisma().refund.count({ where: { bookingId } })).toBe(checked.ok ? 0 : 1);
    expect((await booksOf(sale)).balance).toBe(0);
  }
});
