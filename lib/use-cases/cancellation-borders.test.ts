import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { borderCases, koreanFees } from '@/lib/domain/test-cancellation-borders';
import { closePostgres, prisma } from '@/lib/postgres/client';
import { readDatabaseClock } from '@/lib/postgres/clock';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { cancelBooking } from './cancel-booking';
import { quoteCancellation } from './quote-cancellation';
import { booksOf, insertPaidBooking } from './test-paid';

/**
 * The database's clock is set, not waited for: a function of its name stands before PostgreSQL's own in the search path
 * of this test's database, and every judgement asks that one.
 */
async function takeOverTheClock() {
  const [database] = await prisma().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  const run = (statement: string) => prisma().$executeRawUnsafe(statement);
  await run('CREATE SCHEMA set_clock');
  await run('CREATE TABLE set_clock.moment (at timestamptz NOT NULL)');
  await run("INSERT INTO set_clock.moment VALUES ('2026-01-01')");
  await run(
    "CREATE FUNCTION set_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT at FROM set_clock.moment'",
  );
  await run(`ALTER DATABASE "${database?.name}" SET search_path TO set_clock, public, pg_catalog`);
  await closePostgres();
}

async function setClock(at: Date) {
  await prisma().$executeRaw`UPDATE set_clock.moment SET at = ${at}`;
  expect(await readDatabaseClock()).toEqual(at);
}

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
  await takeOverTheClock();
});
afterAll(() => close());

const price = 154_000;

test.each(borderCases)(
  'judged in $timeZone, $what: the second before and the second at each border',
  async ({ timeZone, bookedAt, startsAt, borders }) => {
    const sale = await createTestSale({ rows: 4, seatsARow: 10 });
    const { scheduleId } = sale;
    const starts = new Date(startsAt);
    const endsAt = new Date(starts.getTime() + 7_200_000);
    const times = { startsAt: starts, endsAt };
    const { venueId } = await prisma().schedule.update({ where: { id: scheduleId }, data: times });
    await prisma().venue.update({ where: { id: venueId }, data: { timeZone } });
    const fees = koreanFees(2 * price, 2);
    const buyer = await createTestBuyer();
    let place = 0;

    /** What is quoted for a booking of two seats at an instant, and what cancelling it then takes; null: closed. */
    async function costAt(at: Date) {
      const { code, bookingId } = await insertPaidBooking(sale, [place, place + 1], buyer);
      place += 2;
      await prisma().booking.update({ where: { id: bookingId }, data: { createdAt: new Date(bookedAt) } });
      await setClock(at);
      const quoted = await quoteCancellation({ buyer, code });
      const wish = { buyer, code, idempotencyKey: randomUUID() };
      const cancelled = await untilAnswered(() => cancelBooking(wish));
      if (!cancelled.ok || !quoted.ok) {
        const closed = { code: 'CANCELLATION_DEADLINE_PASSED', deadline: new Date(borders[4]).toISOString() };
        expect(cancelled).toEqual({ ok: false, refusal: closed });
        expect(quoted).toEqual(cancelled);
        return null;
      }
      expect(cancelled.value).toMatchObject({ fee: quoted.value.fee, refund: quoted.value.refund });
      const { amount } = cancelled.value.fee;
      expect(cancelled.value.refund.amount).toBe(2 * price - amount);
      const refunds = await prisma().refund.findMany({ where: { bookingId } });
      expect(refunds).toMatchObject([{ amountMinor: 2 * price - amount, reason: 'cancelled', state: 'due' }]);
      return amount;
    }

    for (const [nth, border] of borders.entries()) {
      const at = Date.parse(border);
      expect([await costAt(new Date(at - 1000)), await costAt(new Date(at))]).toEqual([
        fees[nth],
        fees[nth + 1],
      ]);
    }
    expect((await booksOf(sale)).balance).toBe(0);
  },
);
