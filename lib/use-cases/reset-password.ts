import { linkKept } from '@/lib/accounts/mailed-link';
import { hashPassword } from '@/lib/accounts/password';
import { granted, type Result, refused } from '@/lib/domain/result';
import { resetPasswordByLink } from '@/lib/postgres/mailed-link-store';

/**
 * Gives the account of a mailed link a new password and ends all its sessions and API keys. A link works once.
 * Refuses LINK_NOT_VALID: used, too old, or none of ours. Throws StoreUnavailable.
 */
export async function resetPassword(asked: {
  token: string;
  newPassword: string;
}): Promise<Result<{ reset: true }, { code: 'LINK_NOT_VALID' }>> {
  // Before the database is asked, which would have to wait for it; and alike, whether or not the link is good.
  const newPasswordHash = await hashPassword(asked.newPassword);
  const link = { kept: linkKept('reset-password', asked.token), purpose: 'reset-password' } as const;
  const reset = await resetPasswordByLink(link, newPasswordHash);
  return reset ? granted({ reset: true }) : refused({ code: 'LINK_NOT_VALID' });
}
