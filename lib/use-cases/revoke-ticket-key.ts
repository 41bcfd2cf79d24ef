import { granted, type Result, refused } from '@/lib/domain/result';
import { revokeTicketKey as revokeInDatabase } from '@/lib/postgres/ticket-key-store';

/**
 * Ends a ticket key whose private half somebody else may have: tickets it signed are refused from now on, and buyers
 * get new ones with the next look at their booking. Throws StoreUnavailable.
 */
export async function revokeTicketKey(kid: string): Promise<Result<null, { code: 'TICKET_UNKNOWN_KEY' }>> {
  return (await revokeInDatabase(kid)) ? granted(null) : refused({ code: 'TICKET_UNKNOWN_KEY' });
}
