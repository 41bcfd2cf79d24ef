import { verifyPassword } from '@/lib/accounts/password';
import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { erasePerson, passwordHashOf } from '@/lib/postgres/account-store';
import { settleMeanwhile } from '@/lib/sale/settle-meanwhile';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';

type DeleteRefusal =
  | { code: 'WRONG_CREDENTIALS' }
  | { code: 'SESSION_SUPERSEDED' }
  | { code: 'NOT_ALLOWED' }
  | { code: 'SHOWS_AHEAD' };

/**
 * Takes the person out of the account for good: name, email, passwords, sessions, API keys. Bookings stay, without
 * the person; what is not paid yet is given up. Asks the password again. Refuses WRONG_CREDENTIALS, NOT_ALLOWED (an API key asks),
 * SESSION_SUPERSEDED, SHOWS_AHEAD (an organizer's that are neither over nor called off).
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
  const { outcome, claims } = await erasePerson({ userId, sessionId, passwordHash });
  if (outcome === 'superseded') return refused({ code: 'SESSION_SUPERSEDED' });
  if (outcome === 'password_changed') return refused({ code: 'WRONG_CREDENTIALS' });
  if (outcome === 'shows_ahead') return refused({ code: 'SHOWS_AHEAD' });
  for (const { bookingId, scheduleId, changed, changed_areas } of claims) {
    await tellSeatBase({ scheduleId }, { seats: changed, areas: changed_areas });
    await settleMeanwhile(bookingId, 0);
  }
  return granted({ deleted: true });
}
