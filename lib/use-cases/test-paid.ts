/** Bookings that were paid, for tests. Not used by the product. */
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import type { TestSale } from '@/lib/sale/test-sale';
import { insertTestBooking } from '@/lib/tickets/test-door';

/** A confirmed booking whose payment was captured, without the way there. */
export async function insertPaidBooking(sale: TestSale, places: number[], buyer?: Buyer) {
  const booked = await insertTestBooking(sale, places, buyer);
  const amount = 154_000 * places.length;
  const { bookingId } = booked;
  await prisma().booking.update({ where: { id: bookingId }, data: { paymentMethod: 'sandbox' } });
  await prisma().payment.create({
    data: {
      ...{ bookingId, attempt: 1, provider: 'sandbox', merchantId: 'm', merchantName: 'M', description: 'D' },
      ...{ paymentId: `pay-${bookingId}`, state: 'captured', amountMinor: amount, capturedMinor: amount },
      ...{ currency: 'KRW', settledAt: new Date() },
    },
  });
  return booked;
}

/**
 * What the books of a schedule say, minor units: captured, owed or paid back, the prices of its live tickets, the fees
 * kept. At rest captured − refunded = live + fees.
 */
export async function booksOf({ scheduleId }: Pick<TestSale, 'scheduleId'>) {
  const rows = await prisma().$queryRaw<{ captured: number; refunded: number; live: number; fees: number }[]>`
    SELECT
      (SELECT coalesce(sum(p.captured_minor), 0)::int FROM payments p JOIN bookings b ON b.id = p.booking_id
        WHERE b.schedule_id = ${scheduleId}) AS captured,
      (SELECT coalesce(sum(r.amount_minor), 0)::int FROM refunds r JOIN bookings b ON b.id = r.booking_id
        WHERE b.schedule_id = ${scheduleId}) AS refunded,
      (SELECT coalesce(sum(t.price_minor), 0)::int FROM tickets t
        WHERE t.schedule_id = ${scheduleId} AND t.admits) AS live,
      (SELECT coalesce(sum(b.fee_minor), 0)::int FROM bookings b WHERE b.schedule_id = ${scheduleId}) AS fees`;
  const [books] = rows;
  if (!books) throw new Error('no books');
  return { ...books, balance: books.captured - books.refunded - books.live - books.fees };
}
