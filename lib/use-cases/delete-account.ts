import { verifyPassword } from '@/lib/accounts/password';
import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { erasePerson, passwordHashOf } from '@/lib/postgres/account-store';

type DeleteRefusal = { code: 'WRONG_CREDENTIALS' } | { code: 'SESSION_SUPERSEDED' } | { code: 'NOT_ALLOWED' };

/**
 * Takes the person out of the account for good: name, email, passwords, sessions, API keys. Bookings stay, without
 * the person. Asks the password again. Refuses WRONG_CREDENTIALS, NOT_ALLOWED (an API key asks), SESSION_SUPERSEDED.
 * Throws StoreUnavailable.
 */
export async function deleteAccount(asked: {
  buyer: Buyer;
  password: string;
}): Promise<Result<{ deleted: true }, DeleteRefusal>> {
  const { userId, sessionId } = asked.buyer;
  if (sessionId === null) return refused({ code: 'NOT_ALLOWED' });
  const passwordHash = await passwordHashOf(userId);
  const right =
    passwordHash !== null && (await verifyPassword({ hash: passwordHash, password: asked.password }));
  if (!right) return refused({ code: 'WRONG_CREDENTIALS' });
  const outcome = await erasePerson({ userId, sessionId, passwordHash });
  if (outcome === 'superseded') return refused({ code: 'SESSION_SUPERSEDED' });
  if (outcome === 'password_changed') return refused({ code: 'WRONG_CREDENTIALS' });
  return granted({ deleted: true });
}
