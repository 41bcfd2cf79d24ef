import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import type { HoldTimes, StoredHold } from '@/lib/redis/hold-store';
import { dropOffered } from '@/lib/redis/standby-store';

/**
 * After an offer ended by its buyer's wish: takes the seats out of the hold, so that the next in line gets them. Answers what
 * is left of the hold, null where Redis does not tell. Never fails: what Redis does not hear now the standby job mends.
 */
export async function giveOfferUp(
  whose: { scheduleId: string; userId: string },
  places: readonly number[],
  times: Pick<HoldTimes, 'holdSeconds'>,
): Promise<StoredHold | null> {
  try {
    const said = await dropOffered(whose, places, times);
    return said.outcome === 'held' ? said.hold : null;
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, ...whose }, 'giving an offer up failed');
    return null;
  }
}
