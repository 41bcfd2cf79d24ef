import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import type { Money } from '@/lib/domain/money';
import type { CancelRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readBooking } from '@/lib/postgres/booking-reader';
import { readDatabaseClock } from '@/lib/postgres/clock';
import { hasUsedTickets } from '@/lib/postgres/ticket-store';

/** What cancelling would cost now. */
export interface CancellationQuote {
  fee: Money;
  refund: Money;
  /** When the next, dearer step begins (or cancelling closes), ISO 8601. */
  until: string;
}

/** Says what cancelling a booking costs at this moment, by the database's clock. Throws StoreUnavailable. */
export async function quoteCancellation(wish: {
  buyer: Buyer;
  code: string;
}): Promise<Result<CancellationQuote, CancelRefusal>> {
  const [booking, now] = await Promise.all([
    readBooking(wish.buyer.userId, normaliseBookingCode(wish.code)),
    readDatabaseClock(),
  ]);
  if (!booking) return refused({ code: 'BOOKING_NOT_FOUND' });
  if (booking.status === 'CANCELLED') return refused({ code: 'ALREADY_CANCELLED' });
  if (booking.status !== 'CONFIRMED') {
    return refused({ code: 'BOOKING_NOT_CANCELLABLE', status: booking.status });
  }
  if (await hasUsedTickets(booking.bookingId)) return refused({ code: 'TICKETS_USED' });
  const step = booking.cancellation.find(({ until }) => now < new Date(until));
  if (!step) {
    const deadline = booking.cancellation.at(-1)?.until ?? booking.createdAt;
    return refused({ code: 'CANCELLATION_DEADLINE_PASSED', deadline });
  }
  const { amount, currency } = booking.total;
  return granted({
    fee: { amount: step.feeMinor, currency },
    refund: { amount: amount - step.feeMinor, currency },
    until: step.until,
  });
}
