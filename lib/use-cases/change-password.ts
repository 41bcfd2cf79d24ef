import { type OpenedSession, openSession } from '@/lib/accounts/open-session';
import { hashPassword, verifyPassword } from '@/lib/accounts/password';
import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { passwordHashOf, replacePassword } from '@/lib/postgres/account-store';

type ChangeRefusal = { code: 'WRONG_CREDENTIALS' } | { code: 'SESSION_SUPERSEDED' } | { code: 'NOT_ALLOWED' };

/**
 * Changes the password, ends every other session and answers a fresh one for the door to hand out.
 * Refuses WRONG_CREDENTIALS (the current password is not right), NOT_ALLOWED (an API key asks),
 * SESSION_SUPERSEDED (signed in elsewhere meanwhile). Throws StoreUnavailable.
 */
export async function changePassword(asked: {
  buyer: Buyer;
  currentPassword: string;
  newPassword: string;
}): Promise<Result<OpenedSession, ChangeRefusal>> {
  const { userId, sessionId } = asked.buyer;
  if (sessionId === null) return refused({ code: 'NOT_ALLOWED' });
  const passwordHash = await passwordHashOf(userId);
  const right =
    passwordHash !== null && (await verifyPassword({ hash: passwordHash, password: asked.currentPassword }));
  if (!right) return refused({ code: 'WRONG_CREDENTIALS' });
  const newPasswordHash = await hashPassword(asked.newPassword);
  const outcome = await replacePassword({ userId, sessionId, passwordHash, newPasswordHash });
  if (outcome === 'superseded') return refused({ code: 'SESSION_SUPERSEDED' });
  if (outcome === 'password_changed') return refused({ code: 'WRONG_CREDENTIALS' });
  const session = await openSession(userId, newPasswordHash);
  return session ? granted(session) : refused({ code: 'SESSION_SUPERSEDED' });
}
