import { endSession } from '@/lib/postgres/session-store';

/**
 * Ends the session of a token; a newer one of the account stays. An unknown token is no error.
 * Throws StoreUnavailable.
 */
export async function signOut({ token }: { token: string }): Promise<void> {
  await endSession(token);
}
