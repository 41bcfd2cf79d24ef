import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readInLine, type WhoseBooking } from '@/lib/redis/booking-line-store';
import { bookingQueued } from './told-place';

/** That the same request waits for its turn on another instance, with its place; null when it does not. Never fails. */
export async function queuedElsewhere(whose: WhoseBooking) {
  try {
    const ahead = await readInLine(whose);
    return ahead === null ? null : bookingQueued(ahead);
  } catch (error) {
    if (isStoreUnavailable(error)) return null;
    throw error;
  }
}
