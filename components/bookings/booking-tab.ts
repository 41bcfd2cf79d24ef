import type { BookingView } from '@/lib/domain/booking';
import { isLive } from '@/lib/domain/booking-states';

export const bookingTabs = ['upcoming', 'past', 'cancelled'] as const;
export type BookingTab = (typeof bookingTabs)[number];

/** The tab a booking stands in at `now` (ISO 8601): what has no seats any more is under "cancelled". */
export function tabOf(booking: Pick<BookingView, 'status' | 'endsAt'>, now: string): BookingTab {
  if (!isLive(booking.status)) return 'cancelled';
  return Date.parse(booking.endsAt) < Date.parse(now) ? 'past' : 'upcoming';
}

/** Whether its buyer may still try to cancel it: the last step of its cancellation is ahead. */
export function mayCancel(booking: Pick<BookingView, 'status' | 'cancellation'>, now: string): boolean {
  const last = booking.cancellation.at(-1);
  return booking.status === 'CONFIRMED' && last !== undefined && Date.parse(now) < Date.parse(last.until);
}
