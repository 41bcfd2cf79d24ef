import { linkMeaning, linkPurposes } from '@/lib/domain/mailed-link';
import type { Prisma } from '@/prisma/generated/client';
import { ask, transact } from './ask';
import { type ClaimOfMany, endClaimsOf } from './claim-store';
import { prisma } from './client';

/** Whether an account has this email. */
export async function emailIsTaken(email: string): Promise<boolean> {
  return (await ask(() => prisma().user.count({ where: { email } }))) > 0;
}

/** Whether somebody followed the link that was mailed to the account's address. */
export async function isAddressProven(userId: string): Promise<boolean> {
  return (await ask(() => prisma().user.count({ where: { id: userId, emailVerified: true } }))) > 0;
}

/** Keeps the language an account is written to in. */
export async function setAccountLanguage(userId: string, language: 'ko' | 'en'): Promise<void> {
  const where = { id: userId, NOT: { locale: language } };
  await ask(() => prisma().user.updateMany({ where, data: { locale: language } }));
}

/** The hash of an account's password; null when it has none. */
export async function passwordHashOf(userId: string): Promise<string | null> {
  const where = { userId, providerId: 'credential' };
  const account = await ask(() => prisma().account.findFirst({ where, select: { password: true } }));
  return account?.password ?? null;
}

type AccountChange = 'done' | 'superseded' | 'password_changed';

/** Locks the account's row, then judges in later statements: still this session, still this password. */
async function judge(
  tx: Prisma.TransactionClient,
  asked: { userId: string; sessionId: string; passwordHash: string },
): Promise<AccountChange> {
  await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${asked.userId} FOR UPDATE`;
  const user = await tx.user.findUnique({ where: { id: asked.userId }, select: { currentSessionId: true } });
  if (user?.currentSessionId !== asked.sessionId) return 'superseded';
  const where = { userId: asked.userId, providerId: 'credential', password: asked.passwordHash };
  return (await tx.account.count({ where })) === 0 ? 'password_changed' : 'done';
}

/** Replaces the password if it is still the one that was checked, and ends every other session of the account, and links to reset it. */
export function replacePassword(change: {
  userId: string;
  sessionId: string;
  passwordHash: string;
  newPasswordHash: string;
}): Promise<AccountChange> {
  const { userId, sessionId, newPasswordHash } = change;
  return transact(() =>
    prisma().$transaction(async (tx) => {
      const outcome = await judge(tx, change);
      if (outcome !== 'done') return outcome;
      const where = { userId, providerId: 'credential' };
      await tx.account.updateMany({ where, data: { password: newPasswordHash } });
      await tx.session.deleteMany({ where: { userId, NOT: { id: sessionId } } });
      await tx.verification.deleteMany({ where: { value: linkMeaning('reset-password', userId) } });
      return outcome;
    }),
  );
}

/** How many shows of an organizer are neither over nor called off. */
async function showsAheadOf(tx: Prisma.TransactionClient, userId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ shows: number }[]>`
    SELECT count(*)::int AS shows FROM schedules JOIN events ON events.id = schedules.event_id
    WHERE events.organizer_id = ${userId} AND cancelled_at IS NULL AND ends_at > clock_timestamp()`;
  return row?.shows ?? 0;
}

/**
 * Takes the person out of an account: nothing of them stays but the row that their bookings name. What they have not paid for
 * is given up. Who still has shows ahead is needed by everybody who booked them. Answers those claims, or why nothing was done.
 */
export function erasePerson(asked: {
  userId: string;
  sessionId: string;
  passwordHash: string;
}): Promise<{ outcome: AccountChange | 'shows_ahead'; claims: ClaimOfMany[] }> {
  const { userId } = asked;
  return transact(() =>
    prisma().$transaction(async (tx) => {
      const outcome = await judge(tx, asked);
      if (outcome !== 'done') return { outcome, claims: [] };
      if ((await showsAheadOf(tx, userId)) > 0) return { outcome: 'shows_ahead', claims: [] };
      const claims = await endClaimsOf(tx, userId);
      await tx.session.deleteMany({ where: { userId } });
      await tx.account.deleteMany({ where: { userId } });
      await tx.apiKey.deleteMany({ where: { userId } });
      await tx.eventStaff.deleteMany({ where: { userId } });
      const links = linkPurposes.map((purpose) => linkMeaning(purpose, userId));
      await tx.verification.deleteMany({ where: { value: { in: links } } });
      await tx.$executeRaw`
        UPDATE standby_entries SET state = 'left', ended_at = clock_timestamp()
        WHERE user_id = ${userId} AND state IN ('waiting', 'offered')`;
      // Nobody stands there any more: neither in the line, nor inside where somebody else could be.
      await tx.$executeRaw`
        UPDATE waiting_places SET state = 'left' WHERE user_id = ${userId} AND state IN ('waiting', 'admitted')`;
      await tx.$executeRaw`
        UPDATE users SET name = '', email = ${`deleted-${userId}@invalid`}, image = NULL, email_verified = false,
          current_session_id = NULL, deleted_at = clock_timestamp(), updated_at = clock_timestamp()
        WHERE id = ${userId}`;
      return { outcome, claims };
    }),
  );
}
