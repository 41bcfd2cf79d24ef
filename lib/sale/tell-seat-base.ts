import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { type AttemptBooked, applySeatBase, type Base } from '@/lib/redis/seat-base-store';

/**
 * Right after a commit: brings the new word on seats and standing areas to the map, and with a buyer takes what was
 * booked out of the hold. Never fails: what Redis does not hear now, the outbox tells it later.
 */
export async function tellSeatBase(
  subject: { scheduleId: string; userId?: string },
  base: Base,
  booked?: AttemptBooked,
): Promise<void> {
  try {
    await applySeatBase(subject, base, booked);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, ...subject }, 'telling the seat map failed');
  }
}
