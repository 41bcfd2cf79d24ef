import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { forgetExpired } from '@/lib/use-cases/forget-expired';
import { loop } from './loop';

const everyMs = 10 * 60_000;

/** Takes out what has ended: expired sessions and old idempotency keys. */
export function runHouseKeeping(signal: AbortSignal): Promise<void> {
  return loop('house-keeping', everyMs, signal, async () => {
    try {
      await forgetExpired();
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
    }
  });
}
