import { createHash, randomBytes } from 'node:crypto';
import { type LinkPurpose, linkMeaning } from '@/lib/domain/mailed-link';
import { ask } from '@/lib/postgres/ask';
import { accounts } from './auth';

const hours = { 'verify-address': 48, 'reset-password': 1 } as const satisfies Record<LinkPurpose, number>;

/**
 * Under which name better-auth keeps a link (`storeIdentifier: 'hashed'`): a hash. Its token has 192 random bits, so a
 * fast one is enough.
 */
export function linkKept(purpose: LinkPurpose, token: string): string {
  return createHash('sha256').update(`${purpose}:${token}`).digest('base64url');
}

/**
 * Makes a link's token, which works once and for so many hours; better-auth keeps its hash among its verifications. Made when
 * the mail is sent, so that no table ever has one to read. Throws StoreUnavailable.
 */
export async function newMailedLink(
  purpose: LinkPurpose,
  userId: string,
): Promise<{ token: string; hours: number }> {
  const { internalAdapter } = await accounts();
  const token = randomBytes(24).toString('base64url');
  await ask(() =>
    internalAdapter.createVerificationValue({
      identifier: `${purpose}:${token}`,
      value: linkMeaning(purpose, userId),
      expiresAt: new Date(Date.now() + hours[purpose] * 3_600_000),
    }),
  );
  return { token, hours: hours[purpose] };
}
