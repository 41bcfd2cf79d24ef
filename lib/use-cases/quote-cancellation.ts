import type { BookingView } from '@/lib/domain/booking';
import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import { type CancellationRate, cancellationFee } from '@/lib/domain/cancellation';
import type { Money } from '@/lib/domain/money';
import { pricesOf } from '@/lib/domain/part-of-booking';
import type { CancelRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readBooking } from '@/lib/postgres/booking-reader';
import { readDatabaseClock } from '@/lib/postgres/clock';
import { readUsedTickets } from '@/lib/postgres/ticket-store';

/** What cancelling would cost now. */
export interface CancellationQuote {
  /** For all that can be cancelled. */
  fee: Money;
  refund: Money;
  /** By which the fee for a part is reckoned. */
  rate: CancellationRate;
  /** What can be cancelled: all tickets but those that admitted somebody. */
  tickets: string[];
  /** When the next, dearer step begins (or cancelling closes), ISO 8601; null: never, the show is cancelled. */
  until: string | null;
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
  const used = await readUsedTickets(booking.bookingId);
  const tickets = [...booking.seats, ...booking.entries]
    .map(({ ticket }) => ticket)
    .filter((ticket) => !used.includes(ticket));
  if (tickets.length === 0) return refused({ code: 'TICKETS_USED' });
  return quoteFor(booking, tickets, now);
}

function quoteFor(
  booking: BookingView,
  tickets: string[],
  now: Date,
): Result<CancellationQuote, CancelRefusal> {
  const { currency } = booking.total;
  const step = booking.showCancelled
    ? { until: null, percent: 0, perSeatMinor: 0 }
    : booking.cancellation.find(({ until }) => now < new Date(until));
  if (!step) {
    const deadline = booking.cancellation.at(-1)?.until ?? booking.createdAt;
    return refused({ code: 'CANCELLATION_DEADLINE_PASSED', deadline });
  }
  const { until, percent, perSeatMinor } = step;
  const prices = pricesOf(booking, tickets);
  const fee = cancellationFee({ percent, perSeatMinor }, prices);
  return granted({
    fee: { amount: fee, currency },
    refund: { amount: prices.reduce((sum, price) => sum + price, 0) - fee, currency },
    rate: { percent, perSeatMinor },
    ...{ tickets, until },
  });
}
