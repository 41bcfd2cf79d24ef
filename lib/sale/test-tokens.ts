/** Bearer tokens for the accounts tests make, without the cost of a password each. Not used by the product. */
import { randomBytes } from 'node:crypto';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';

/** Opens the session each account points at, as its sign-in would have; one token a buyer, in order. */
export async function openTestSessions(buyers: readonly Buyer[]): Promise<string[]> {
  const sessions = buyers.map(({ userId, sessionId }) => ({
    ...{ id: sessionId ?? '', userId, token: randomBytes(24).toString('base64url') },
    expiresAt: new Date(Date.now() + 3_600_000),
  }));
  await prisma().session.createMany({ data: sessions });
  return sessions.map((session) => session.token);
}
