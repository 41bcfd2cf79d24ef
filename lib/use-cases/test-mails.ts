/** What tests of mail share. Not used by the product. */
import { prisma } from '@/lib/postgres/client';
import { sendMails } from './send-mails';

/** Sends all that is due. What a slow moment of the stores left to later is taken up again; what was put off is not. */
export async function sendAllMails(): Promise<void> {
  for (;;) {
    if ((await sendMails()) > 0) continue;
    const left = { endedAt: null, lastError: null };
    const { count } = await prisma().mail.updateMany({ where: left, data: { nextTryAt: new Date(0) } });
    if (count === 0) return;
  }
}
