import { checkCredential } from '@/lib/accounts/credential';
import { openSession, type SignedIn } from '@/lib/accounts/open-session';
import { granted, type Result, refused } from '@/lib/domain/result';

/**
 * Signs in with email (normalised already) and password; every earlier session of the account ends.
 * Refuses WRONG_CREDENTIALS alike, and as slowly, whether or not the account exists. Throws StoreUnavailable.
 */
export async function signIn(claim: {
  email: string;
  password: string;
}): Promise<Result<SignedIn, { code: 'WRONG_CREDENTIALS' }>> {
  const account = await checkCredential(claim.email, claim.password);
  const session = account && (await openSession(account.userId, account.passwordHash));
  if (!session) return refused({ code: 'WRONG_CREDENTIALS' });
  const { userId, email, name } = account;
  return granted({ user: { userId, email, name }, ...session });
}
