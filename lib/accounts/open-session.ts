import { ask } from '@/lib/postgres/ask';
import { makeSessionCurrent } from '@/lib/postgres/session-store';
import { accounts } from './auth';

/** A session as its owner gets it. */
export interface OpenedSession {
  token: string;
  expiresAt: Date;
}

/** Somebody who is in, with the session the door hands out. */
export interface SignedIn extends OpenedSession {
  user: { userId: string; email: string; name: string };
}

/**
 * Opens a session and makes it the account's only valid one, before anybody hears of it. Of several at once the last
 * to reach the account's row stays valid. Null when the password was changed or the account deleted meanwhile.
 */
export async function openSession(userId: string, passwordHash: string): Promise<OpenedSession | null> {
  const { internalAdapter } = await accounts();
  const session = await ask(() => internalAdapter.createSession(userId));
  const current = await makeSessionCurrent({ userId, sessionId: session.id, passwordHash });
  return current ? { token: session.token, expiresAt: session.expiresAt } : null;
}
