/** The life of a booking. Live = it has its seats. */
export const bookingStatuses = ['PENDING', 'CAPTURING', 'CONFIRMED', 'CANCELLED', 'EXPIRED'] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

/**
 * Which status may follow which. PENDING → CONFIRMED directly when there is nothing to pay; CAPTURING is ended by
 * the reconciler, and goes back to PENDING when the provider declines; states never move otherwise.
 */
export const bookingTransitions = {
  PENDING: ['CAPTURING', 'CONFIRMED', 'CANCELLED', 'EXPIRED'],
  CAPTURING: ['PENDING', 'CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['CANCELLED'],
  CANCELLED: [],
  EXPIRED: [],
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
