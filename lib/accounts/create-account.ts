import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { emailIsTaken } from '@/lib/postgres/account-store';
import { ask } from '@/lib/postgres/ask';
import { accounts } from './auth';

export interface NewAccount {
  userId: string;
  passwordHash: string;
}

/**
 * Makes an account with a password, whole or not at all. Null when the email has one already, also when two people
 * ask at the same moment: the unique index decides. The hash is made before a database connection is taken.
 */
export async function createAccount(person: {
  email: string;
  password: string;
  name: string;
  locale: string;
}): Promise<NewAccount | null> {
  const { adapter, password } = await accounts();
  const passwordHash = await password.hash(person.password);
  const now = new Date();
  const dates = { createdAt: now, updatedAt: now };
  const { email, name, locale } = person;
  try {
    const user = await ask(() =>
      adapter.transaction(async (tx) => {
        const data = { email, name, locale, emailVerified: false, ...dates };
        const created: { id: string } = await tx.create({ model: 'user', data });
        const account = { userId: created.id, accountId: created.id, providerId: 'credential', ...dates };
        await tx.create({ model: 'account', data: { ...account, password: passwordHash } });
        return created;
      }),
    );
    return { userId: user.id, passwordHash };
  } catch (error) {
    // A store out of reach would only be asked once more, and the answer come late.
    if (!isStoreUnavailable(error) && (await emailIsTaken(email))) return null;
    throw error;
  }
}
