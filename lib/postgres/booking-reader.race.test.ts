import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookingView } from '@/lib/domain/booking';
import { isLive } from '@/lib/domain/booking-states';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { readBooking, readBookings } from './booking-reader';
import { confirmBookingInDatabase } from './booking-store';
import { prisma } from './client';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());

async function claim() {
  const sale = await createTestSale({ paymentMethods: ['sandbox'] });
  const { userId: buyerId, sessionId } = await createTestBuyer();
  const bookingId = randomUUID();
  const code = bookingId.slice(0, 8);
  await confirmBookingInDatabase(
    { buyerId, sessionId, idempotencyKey: bookingId, bodyHash: 'h' },
    { scheduleId: sale.scheduleId, places: [0], areas: [], bookingId, code, paymentMethod: 'sandbox' },
  );
  const become = (status: 'PENDING' | 'EXPIRED') =>
    prisma().$transaction([
      prisma().booking.update({ where: { id: bookingId }, data: { status } }),
      prisma().bookingSeat.updateMany({ where: { bookingId }, data: { live: isLive(status) } }),
    ]);
  return { buyerId, code, become };
}

const rounds = 100;
const readers = 3;
const lasts = { timeout: 90_000 };

/** What is read while a claim ends and begins anew again and again. */
async function readMeanwhile(
  read: () => Promise<BookingView | null | undefined>,
  become: Awaited<ReturnType<typeof claim>>['become'],
) {
  let over = false;
  const seen: string[] = [];
  const reading = Array.from({ length: readers }, async () => {
    while (!over) {
      const booking = await read();
      seen.push(`${booking?.seats.length} seats, ${booking?.cancelledSeats.length} cancelled`);
    }
  });
  for (let round = 0; round < rounds; round += 1) await become(round % 2 ? 'PENDING' : 'EXPIRED');
  over = true;
  await Promise.all(reading);
  return seen;
}

test('a claim that ends while it is read has all its seats, before as after', lasts, async () => {
  const { buyerId, code, become } = await claim();
  const seen = await readMeanwhile(() => readBooking(buyerId, code), become);
  expect(new Set(seen)).toEqual(new Set(['1 seats, 0 cancelled']));
});

test('so it has in the list of its buyer', lasts, async () => {
  const { buyerId, become } = await claim();
  const seen = await readMeanwhile(async () => (await readBookings(buyerId)).bookings[0], become);
  expect(new Set(seen)).toEqual(new Set(['1 seats, 0 cancelled']));
});

test('read by a statement for each table, some have none', lasts, async () => {
  const { buyerId, code, become } = await claim();
  const torn = async () => {
    const booking = await prisma().booking.findFirst({
      ...{ where: { buyerId, code }, include: { seats: true } },
      relationLoadStrategy: 'query',
    });
    const has =
      booking && isLive(booking.status) ? booking.seats.filter(({ live }) => live) : (booking?.seats ?? []);
    return { seats: has, cancelledSeats: [] } as unknown as BookingView;
  };
  expect(await readMeanwhile(torn, become)).toContain('0 seats, 0 cancelled');
});
