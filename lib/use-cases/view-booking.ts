import type { BookingView } from '@/lib/domain/booking';
import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readBooking } from '@/lib/postgres/booking-reader';

/** A buyer's own booking. Somebody else's is refused as not found. Throws StoreUnavailable. */
export async function viewBooking(wish: {
  buyer: Buyer;
  code: string;
}): Promise<Result<BookingView, { code: 'BOOKING_NOT_FOUND' }>> {
  const booking = await readBooking(wish.buyer.userId, normaliseBookingCode(wish.code));
  return booking ? granted(booking) : refused({ code: 'BOOKING_NOT_FOUND' });
}
