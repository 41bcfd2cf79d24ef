/** A process of its own that sends mails until it is killed. Not used by the product. */
import { setTimeout as pause } from 'node:timers/promises';
import { sendMails } from './send-mails';

/** What it says once it begins. */
export interface MailProcessSays {
  sending: true;
}

process.once('disconnect', () => process.exit(0));
process.send?.({ sending: true } satisfies MailProcessSays);
for (;;) {
  await sendMails();
  await pause(20);
}
