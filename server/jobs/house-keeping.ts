import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { forgetExpired } from '@/lib/use-cases/forget-expired';
import { rotateTicketKeys } from '@/lib/use-cases/rotate-ticket-keys';
import { loop } from './loop';

const everyMs = 10 * 60_000;

/** Takes out what has ended (expired sessions, old idempotency keys), and makes the next ticket key when its time has come. */
export function runHouseKeeping(signal: AbortSignal): Promise<void> {
  return loop('house-keeping', everyMs, signal, async () => {
    try {
      await forgetExpired();
      await rotateTicketKeys('due');
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
    }
  });
}
