import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { keepInsideToPay } from '@/lib/postgres/admission-store';

/**
 * Lets the admission of a buyer who has claimed seats last as long as the claim: whose payment is declined in the end may
 * choose again. Never fails: the claim stands without it.
 */
export async function keepAdmissionToPay(whose: { scheduleId: string; userId: string }): Promise<void> {
  try {
    await keepInsideToPay(whose.scheduleId, whose.userId);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, ...whose }, 'prolonging an admission failed');
  }
}
