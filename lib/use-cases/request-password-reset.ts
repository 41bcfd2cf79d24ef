import { granted, type Result, refused } from '@/lib/domain/result';
import { isMailOn } from '@/lib/mail/smtp';
import { writeResetMail } from '@/lib/postgres/mail-store';

/**
 * Sends the account of an address (normalised already) a link to choose a new password. Whether there is one is not
 * told: the answer is the same, and takes as long. Refuses MAIL_OFF. Throws StoreUnavailable.
 */
export async function requestPasswordReset(asked: {
  email: string;
}): Promise<Result<{ requested: true }, { code: 'MAIL_OFF' }>> {
  if (!isMailOn()) return refused({ code: 'MAIL_OFF' });
  await writeResetMail(asked.email);
  return granted({ requested: true });
}
