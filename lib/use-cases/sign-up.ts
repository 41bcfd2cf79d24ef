import { createAccount } from '@/lib/accounts/create-account';
import { openSession, type SignedIn } from '@/lib/accounts/open-session';
import { granted, type Result, refused } from '@/lib/domain/result';
import { isMailOn } from '@/lib/mail/smtp';
import { writeAddressMail } from '@/lib/postgres/mail-store';

/**
 * Makes a buyer's account, signs it in and mails it the link that proves its address. The email is normalised already (emailInput).
 * Refuses EMAIL_TAKEN, also to the later of two at once. Throws StoreUnavailable.
 */
export async function signUp(person: {
  email: string;
  password: string;
  name: string;
  language: 'ko' | 'en';
}): Promise<Result<SignedIn, { code: 'EMAIL_TAKEN' }>> {
  const { email, password, name, language } = person;
  const account = await createAccount({ email, password, name, locale: language });
  if (!account) return refused({ code: 'EMAIL_TAKEN' });
  if (isMailOn()) await writeAddressMail(account.userId);
  const session = await openSession(account.userId, account.passwordHash);
  // Gone within the same instant; then the address is free again or somebody else's.
  if (!session) return refused({ code: 'EMAIL_TAKEN' });
  return granted({ user: { userId: account.userId, email, name }, ...session });
}
