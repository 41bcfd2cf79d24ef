import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { inThrowawaySchema, lookedTogether } from '@/lib/postgres/test-races';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const count = 20;

async function bookOne(...places: number[]) {
  const sale = await createTestSale();
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const book = (idempotencyKey: string, who = buyer) =>
    untilAnswered(() =>
      confirmBooking({
        buyer: who,
        scheduleId,
        wanted: { seatIds: sale.seatIds(...places) },
        idempotencyKey,
      }),
    );
  const booked = await book('a');
  if (!booked.ok) throw new Error(booked.refusal.code);
  return { buyer, scheduleId, book, code: booked.value.booking.code };
}

test(`control: ${count} cancellations that look first are refunded several times`, async () => {
  await inThrowawaySchema(async (run) => {
    await run("CREATE TABLE bookings AS SELECT 1 AS id, 'CONFIRMED' AS status");
    await run('CREATE TABLE refunds (booking int NOT NULL)');
    const look = lookedTogether(count);
    await Promise.all(
      Array.from({ length: count }, async () => {
        const [booking] = await run<{ status: string }>('SELECT status FROM bookings');
        await look();
        if (booking?.status !== 'CONFIRMED') return;
        await run("UPDATE bookings SET status = 'CANCELLED'");
        await run('INSERT INTO refunds VALUES (1)');
      }),
    );
    expect((await run('SELECT booking FROM refunds')).length).toBeGreaterThan(1);
  });
});

test(`of ${count} cancellations at once with keys of their own exactly one is accepted`, async () => {
  for (let round = 0; round < 5; round += 1) {
    const { buyer, scheduleId, code } = await bookOne(0, 1);
    const results = await Promise.all(
      Array.from({ length: count }, (_, n) =>
        untilAnswered(() => cancelBooking({ buyer, code, idempotencyKey: `c${n}` })),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const codes = results.flatMap((result) => (result.ok ? [] : result.refusal.code));
    expect(codes).toEqual(Array(count - 1).fill('ALREADY_CANCELLED'));
    const audited = await prisma().bookingAudit.findMany({
      where: { booking: { scheduleId } },
      orderBy: { id: 'asc' },
    });
    expect(audited).toMatchObject([
      { from: null, to: 'CONFIRMED' },
      { from: 'CONFIRMED', to: 'CANCELLED' },
    ]);
    const seats = await prisma().seat.findMany({ where: { scheduleId, place: { in: [0, 1] } } });
    // Told once: sold, then free. A second acceptance would have moved the epoch again.
    expect(seats).toMatchObject([
      { status: 'available', epoch: 2 },
      { status: 'available', epoch: 2 },
    ]);
  }
});

test(`${count} repeats of one cancellation at once: one effect, the same answer for all`, async () => {
  const { buyer, code } = await bookOne(0);
  const results = await Promise.all(
    Array.from({ length: count }, () =>
      untilAnswered(() => cancelBooking({ buyer, code, idempotencyKey: 'same' })),
    ),
  );
  expect(results.filter((result) => result.ok && !result.value.replayed).length).toBeLessThanOrEqual(1);
  for (const result of results) {
    expect(result).toMatchObject({ ok: true, value: { code, status: 'CANCELLED' } });
  }
});

test('seats that one buyer cancels and others want at once have one owner at the end', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { buyer, scheduleId, code, book } = await bookOne(0, 1);
    const rivals = await Promise.all([createTestBuyer(), createTestBuyer(), createTestBuyer()]);
    const [cancelled, ...booked] = await Promise.all([
      untilAnswered(() => cancelBooking({ buyer, code, idempotencyKey: 'c' })),
      ...rivals.map((rival) => book('b', rival)),
    ]);
    expect(cancelled.ok).toBe(true);
    const winners = booked.filter((result) => result.ok).length;
    expect(winners).toBeLessThanOrEqual(1);
    const live = await prisma().bookingSeat.findMany({ where: { scheduleId, live: true } });
    expect(live).toHaveLength(winners * 2);
  }
});
