import { deleteExpired } from '@/lib/postgres/expiry-store';

/** Deletes expired sessions and idempotency keys older than a week. Throws StoreUnavailable. */
export function forgetExpired(): Promise<void> {
  return deleteExpired();
}
