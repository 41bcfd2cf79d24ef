import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { dropOffered } from '@/lib/redis/standby-store';

/**
 * After an offer ended by its buyer's wish: takes the seats out of the hold, so that the next in line gets them. Never fails:
 * what Redis does not hear now the standby job mends.
 */
export async function giveOfferUp(
  whose: { scheduleId: string; userId: string },
  places: readonly number[],
): Promise<void> {
  if (places.length === 0) return;
  try {
    await dropOffered(whose, places);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, ...whose }, 'giving an offer up failed');
  }
}
