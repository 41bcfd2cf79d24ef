import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { sendMails } from '@/lib/use-cases/send-mails';
import { loop } from './loop';

const lookEveryMs = 1000;

/** Sends what is to be told by mail, within a second. Without a mail server it says so and does nothing. */
export async function runMail(signal: AbortSignal): Promise<void> {
  if (env().SMTP_URL === undefined) {
    log.warn('SMTP_URL is not set: no mail is sent, and nobody can reset a password');
    return;
  }
  await loop('mail', lookEveryMs, signal, async () => {
    while (!signal.aborted && (await sendMails()) > 0);
  });
}
