import { deleteExpired } from '@/lib/postgres/expiry-store';

/**
 * Deletes expired sessions and links, idempotency keys older than a week, mails older than a month and the places of waiting
 * rooms and standby lines whose show was a month ago. Throws StoreUnavailable.
 */
export function forgetExpired(): Promise<void> {
  return deleteExpired();
}
