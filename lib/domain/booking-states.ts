/** The life of a booking. Live = it has its seats. */
export const bookingStatuses = ['PENDING', 'CAPTURING', 'CONFIRMED', 'CANCELLED', 'EXPIRED'] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

/**
 * Which status may follow which; the database keeps the same table (booking_may_become, in the migrations). A booking
 * begins as CONFIRMED when there is nothing to pay, else as PENDING. CAPTURING goes back to PENDING when the provider
 * declines. EXPIRED → CAPTURING: it was approved too late, and all its seats are free still. Once CANCELLED it stays so.
 */
export const bookingTransitions = {
  PENDING: ['CAPTURING', 'CANCELLED', 'EXPIRED'],
  CAPTURING: ['PENDING', 'CONFIRMED'],
  CONFIRMED: ['CANCELLED'],
  CANCELLED: [],
  EXPIRED: ['CAPTURING'],
} as const satisfies Record<BookingStatus, readonly BookingStatus[]>;

/** Whether a booking in this status has its seats. */
export function isLive(status: BookingStatus): boolean {
  return status === 'PENDING' || status === 'CAPTURING' || status === 'CONFIRMED';
}

/** Whether a booking may go from one status to the other. */
export function mayBecome(from: BookingStatus, to: BookingStatus): boolean {
  const next: readonly BookingStatus[] = bookingTransitions[from];
  return next.includes(to);
}
