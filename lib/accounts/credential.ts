import { ask } from '@/lib/postgres/ask';
import { accounts } from './auth';
import { nobodysHash } from './password';

/** The account a password was right for, with the hash it was checked against. */
export interface Credential {
  userId: string;
  email: string;
  name: string;
  passwordHash: string;
}

/**
 * Checks email and password. Unknown email, account without a password and wrong password are all null and take
 * the same time: one hash is checked whatever happens. The email is normalised already.
 */
export async function checkCredential(email: string, password: string): Promise<Credential | null> {
  const { internalAdapter, password: passwords } = await accounts();
  const found = await ask(() => internalAdapter.findUserByEmail(email, { includeAccounts: true }));
  const stored = found?.accounts.find((account) => account.providerId === 'credential')?.password;
  const right = await passwords.verify({ hash: stored ?? (await nobodysHash()), password });
  if (!found || !stored || !right) return null;
  return { userId: found.user.id, email: found.user.email, name: found.user.name, passwordHash: stored };
}
