import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { isMailOn } from '@/lib/mail/smtp';
import { writeAddressMail } from '@/lib/postgres/mail-store';

type LinkRefusal = { code: 'NOT_ALLOWED' } | { code: 'MAIL_OFF' };

/**
 * Sends the account the link that proves its address; a proven one gets none. Refuses MAIL_OFF, NOT_ALLOWED (an API key
 * asks). Throws StoreUnavailable.
 */
export async function requestAddressLink(asked: {
  buyer: Buyer;
}): Promise<Result<{ requested: true }, LinkRefusal>> {
  if (asked.buyer.sessionId === null) return refused({ code: 'NOT_ALLOWED' });
  if (!isMailOn()) return refused({ code: 'MAIL_OFF' });
  await writeAddressMail(asked.buyer.userId);
  return granted({ requested: true });
}
