/** A sold show with people at its door, for tests. Not used by the product. */
import { randomUUID } from 'node:crypto';
import type { Buyer } from '@/lib/domain/buyer';
import type { CheckedIn } from '@/lib/domain/door-list';
import type { CheckInRefusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyer, createTestBuyers, createTestSale, type TestSale } from '@/lib/sale/test-sale';
import type { Scan } from './judge-scans';

/** A show and as many people on its event's staff. */
export async function createTestDoor(
  staffCount = 1,
  sale?: TestSale,
): Promise<{ sale: TestSale; staff: Buyer[] }> {
  const there = sale ?? (await createTestSale({ seatLimit: 40 }));
  const staff = await createTestBuyers(staffCount, 'staff');
  await prisma().eventStaff.createMany({
    data: staff.map(({ userId }) => ({ eventId: there.eventId, userId, addedBy: 'test' })),
  });
  return { sale: there, staff };
}

/** A confirmed booking as booking makes one, without the way there. */
export async function insertTestBooking(
  sale: TestSale,
  places: number[],
  buyer?: Buyer,
): Promise<{ buyer: Buyer; code: string; bookingId: string }> {
  const who = buyer ?? (await createTestBuyer());
  const id = randomUUID();
  const code = id.replaceAll('-', '').slice(0, 10).toUpperCase();
  const { scheduleId } = sale;
  await prisma().booking.create({
    data: {
      ...{ id, code, scheduleId, buyerId: who.userId, status: 'CONFIRMED', paymentMethod: 'none' },
      ...{ totalMinor: 154_000 * places.length, currency: 'KRW', confirmedAt: new Date() },
      seats: {
        create: places.map((place) => ({ scheduleId, place, grade: 'R', priceMinor: 154_000, live: true })),
      },
      audit: { create: { to: 'CONFIRMED', actorId: who.userId, reason: 'booked' } },
    },
  });
  await prisma().$executeRaw`
    UPDATE seats SET status = 'sold', epoch = epoch + 1
    WHERE schedule_id = ${scheduleId} AND place = ANY (${places}::int[])`;
  return { buyer: who, code, bookingId: id };
}

/** A scan of a token, now, with a name of its own. */
export function scanOf(token: string, more: Partial<Scan> = {}): Scan {
  return { scanId: randomUUID(), what: { token }, at: null, ...more };
}

/** The verdict of a scan in one word. */
export function verdictOf(said: Result<CheckedIn, CheckInRefusal>): string {
  return said.ok ? 'ADMITTED' : said.refusal.code;
}
