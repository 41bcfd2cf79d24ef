import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import type { StoredSeat } from '@/lib/postgres/seat-store';
import { applySeatBase } from '@/lib/redis/seat-base-store';

/**
 * Right after a commit: brings the new word on seats to the map, and with a buyer takes the booked seats out of the
 * hold. Never fails: what Redis does not hear now, the outbox tells it later.
 */
export async function tellSeatBase(
  subject: { scheduleId: string; userId?: string },
  seats: readonly StoredSeat[],
  attempt = '',
): Promise<void> {
  try {
    await applySeatBase(subject, seats, attempt);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, ...subject }, 'telling the seat map failed');
  }
}
