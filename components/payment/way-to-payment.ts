import type { BookingView } from '@/lib/domain/booking';

/** The name of the way to a booking's payment page, as a message key; null where nothing is to be done or awaited there. */
export function wayToPayment(booking: Pick<BookingView, 'payment'>): 'note.pay' | 'note.follow' | null {
  switch (booking.payment?.stage) {
    case 'starting':
    case 'to_approve':
    case 'declined':
      return 'note.pay';
    case 'working':
      return 'note.follow';
    default:
      return null;
  }
}
