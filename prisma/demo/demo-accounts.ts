import { z } from 'zod';
import { hashPassword } from '@/lib/accounts/password';
import { roles } from '@/lib/domain/buyer';
import demoAccounts from '../demo-accounts.json';
import type { Prisma } from '../generated/client';

const account = z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(roles) });

/** Writes an account of each role, all with the demo's password, stored as sign-up stores them. */
export async function insertDemoAccounts(db: Prisma.TransactionClient): Promise<void> {
  const people = z.array(account).parse(demoAccounts.accounts);
  await db.user.createMany({
    data: people.map((person) => ({ ...person, emailVerified: true, updatedAt: new Date() })),
    skipDuplicates: true,
  });
  const password = await hashPassword(demoAccounts.password);
  await db.account.createMany({
    data: people.map(({ id }) => ({
      id,
      accountId: id,
      providerId: 'credential',
      userId: id,
      password,
      updatedAt: new Date(),
    })),
    skipDuplicates: true,
  });
}
