/** A process of its own that sends mails until it is killed. Not used by the product. */
import { setTimeout as pause } from 'node:timers/promises';
import { sendMails } from './send-mails';

process.once('disconnect', () => process.exit(0));
process.send?.({ ready: true });
for (;;) {
  await sendMails();
  await pause(20);
}
