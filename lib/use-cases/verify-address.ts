import { linkKept } from '@/lib/accounts/mailed-link';
import { granted, type Result, refused } from '@/lib/domain/result';
import { proveAddress } from '@/lib/postgres/mailed-link-store';

/**
 * Marks the address of a mailed link's account as proven. A link works once. Refuses LINK_NOT_VALID: used, too old, or
 * none of ours. Throws StoreUnavailable.
 */
export async function verifyAddress(asked: {
  token: string;
}): Promise<Result<{ verified: true }, { code: 'LINK_NOT_VALID' }>> {
  const link = { kept: linkKept('verify-address', asked.token), purpose: 'verify-address' } as const;
  const proven = await proveAddress(link);
  return proven ? granted({ verified: true }) : refused({ code: 'LINK_NOT_VALID' });
}
