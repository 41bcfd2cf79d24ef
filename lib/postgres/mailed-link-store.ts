import { type LinkPurpose, linkMeaning } from '@/lib/domain/mailed-link';
import type { Prisma } from '@/prisma/generated/client';
import { transact } from './ask';
import { prisma } from './client';

/** A link by the name it is kept under, and what it must be for. */
export interface KeptLink {
  kept: string;
  purpose: LinkPurpose;
}

/**
 * Takes a link's row away, so that it has worked once, and locks its account (first, so that two links of one account
 * come one after the other). Answers the account; null when the link does not work.
 */
async function useLink(tx: Prisma.TransactionClient, link: KeptLink): Promise<string | null> {
  const where = { identifier: link.kept };
  const found = await tx.verification.findFirst({ where, select: { value: true } });
  const userId = found?.value.split(' ')[1];
  if (userId === undefined || found?.value !== linkMeaning(link.purpose, userId)) return null;
  await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`;
  const used = await tx.$executeRaw`
    DELETE FROM verifications WHERE identifier = ${link.kept} AND expires_at > clock_timestamp()`;
  return used > 0 ? userId : null;
}

/** Marks the address of a link's account as proven; false when the link does not work (any more). Throws StoreUnavailable. */
export function proveAddress(link: KeptLink): Promise<boolean> {
  return transact(() =>
    prisma().$transaction(async (tx) => {
      const userId = await useLink(tx, link);
      if (userId === null) return false;
      const proven = await tx.$executeRaw`
        UPDATE users SET email_verified = true, updated_at = clock_timestamp()
        WHERE id = ${userId} AND deleted_at IS NULL`;
      return proven === 1;
    }),
  );
}

/**
 * Gives the account of a link a new password and ends all that the old one may have opened, in one transaction: every
 * session, every API key, every other such link. Whoever followed the link has the address: it is proven too. False
 * when the link does not work (any more). Throws StoreUnavailable.
 */
export function resetPasswordByLink(link: KeptLink, newPasswordHash: string): Promise<boolean> {
  return transact(() =>
    prisma().$transaction(async (tx) => {
      const userId = await useLink(tx, link);
      if (userId === null) return false;
      const where = { userId, providerId: 'credential', user: { deletedAt: null } };
      const changed = await tx.account.updateMany({ where, data: { password: newPasswordHash } });
      if (changed.count === 0) return false;
      await endAll(tx, userId);
      await tx.verification.deleteMany({ where: { value: linkMeaning('reset-password', userId) } });
      return true;
    }),
  );
}

async function endAll(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.apiKey.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
  await tx.$executeRaw`
    UPDATE users SET current_session_id = NULL, email_verified = true, updated_at = clock_timestamp()
    WHERE id = ${userId}`;
}
