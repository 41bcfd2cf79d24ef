import { deleteExpired } from '@/lib/postgres/expiry-store';

/**
 * Deletes expired sessions, idempotency keys older than a week and the places of waiting rooms whose show was a month
 * ago. Throws StoreUnavailable.
 */
export function forgetExpired(): Promise<void> {
  return deleteExpired();
}
