import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { insertPaidBooking } from '@/lib/use-cases/test-paid';
import { readBooking } from './booking-reader';
import { closePostgres, prisma } from './client';
import { readSchedule } from './schedule-store';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
  const [database] = await prisma().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  await prisma().$executeRawUnsafe(`ALTER DATABASE "${database?.name}" SET timezone TO 'Asia/Seoul'`);
  // What is opened from now on finds it so.
  await closePostgres();
});
afterAll(() => close?.());

const secondsOf = (time: string | Date | undefined) => Math.round(new Date(time ?? 0).getTime() / 1000);

test('a server in another time zone changes no time: written, read, or read inside what belongs to it', async () => {
  const sale = await createTestSale({ paymentMethods: ['sandbox'] });
  const buyer = await createTestBuyer();
  const { code } = await insertPaidBooking(sale, [0], buyer);
  const [row] = await prisma().$queryRaw<{ starts: number; booked: number; now: number }[]>`
    SELECT extract(epoch FROM s.starts_at)::float8 AS starts, extract(epoch FROM b.created_at)::float8 AS booked,
      extract(epoch FROM clock_timestamp())::float8 AS now
    FROM bookings b JOIN schedules s ON s.id = b.schedule_id WHERE b.code = ${code}`;
  const booking = await readBooking(buyer.userId, code);
  const schedule = await readSchedule(sale.scheduleId);
  expect(secondsOf(booking?.startsAt)).toBe(Math.round(row?.starts ?? 0));
  expect(secondsOf(schedule?.startsAt)).toBe(Math.round(row?.starts ?? 0));
  expect(secondsOf(booking?.createdAt)).toBe(Math.round(row?.booked ?? 0));
  expect(Math.abs((row?.booked ?? 0) - (row?.now ?? 0))).toBeLessThan(600);
  expect(Math.abs(secondsOf(schedule?.now) - (row?.now ?? 0))).toBeLessThan(600);
});
