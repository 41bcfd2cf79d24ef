import type { BookingView } from '@/lib/domain/booking';
import type { Buyer } from '@/lib/domain/buyer';
import { readBookings } from '@/lib/postgres/booking-reader';

/** A buyer's own bookings, the newest first, with the database's clock. Throws StoreUnavailable. */
export function listBookings(wish: { buyer: Buyer }): Promise<{ bookings: BookingView[]; now: string }> {
  return readBookings(wish.buyer.userId);
}
