import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { endAdmissionAtLimit } from '@/lib/postgres/admission-store';

/**
 * Ends the admission of a buyer who has all the seats the sale allows: nothing is left to do inside, and others wait.
 * Whoever may have more stays. Never fails: the admission ends by itself, later.
 */
export async function endSatedAdmission(whose: { scheduleId: string; userId: string }): Promise<void> {
  try {
    await endAdmissionAtLimit(whose.scheduleId, whose.userId);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, ...whose }, 'ending an admission failed');
  }
}
