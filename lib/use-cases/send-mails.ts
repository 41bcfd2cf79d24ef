import { newMailedLink } from '@/lib/accounts/mailed-link';
import type { BookingView } from '@/lib/domain/booking';
import type { MailContent } from '@/lib/domain/mail';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { letterOf } from '@/lib/mail/letter-of';
import { isMailOn, MailRefused, mailHost, sendLetter } from '@/lib/mail/smtp';
import { metrics } from '@/lib/metrics';
import { type DueMail, endMail, putMailOff, takeDueMails } from '@/lib/postgres/mail-store';
import { readMailedBooking, readMailedStandby } from '@/lib/sale/mailed';

const mailsAPass = 10;
/** Longer than a pass lasts at worst (lib/mail/smtp): nobody else sends what is being sent. */
const leaseSeconds = 150;
const firstPauseSeconds = 15;
const longestPauseSeconds = 7200;
/** With those pauses nearly three days: a mail server that was down over a weekend costs no mail. */
const mostTries = 40;

/**
 * Sends the mails whose turn it is, each at least once: whoever dies between the mail server's word and the mark leaves
 * the mail to be sent again, under the same Message-ID. Any number of instances may run it. Answers how many it took up;
 * 0 too where mail is off, or PostgreSQL away.
 */
export async function sendMails(): Promise<number> {
  if (!isMailOn()) return 0;
  try {
    const due = await takeDueMails({ limit: mailsAPass, leaseSeconds, host: mailHost() });
    const settled = await Promise.allSettled(due.map(sendOne));
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
    return due.length;
  } catch (error) {
    if (isStoreUnavailable(error)) return 0;
    throw error;
  }
}

async function sendOne(mail: DueMail): Promise<void> {
  const { mailId, kind, reader, messageId } = mail;
  const content = mail.isLate || !reader ? null : await contentOf(mail);
  if (!content || !reader) {
    await endMail(mailId, 'pointless');
    metrics.mails.inc({ kind, outcome: 'pointless' });
    return;
  }
  try {
    const letter = letterOf(content, { reader, appUrl: env().APP_URL, now: new Date() });
    await sendLetter(letter, reader, messageId);
  } catch (error) {
    await failed(mail, error);
    return;
  }
  await endMail(mailId, 'sent');
  metrics.mails.inc({ kind, outcome: 'sent' });
}

async function failed({ mailId, kind, tries }: DueMail, error: unknown): Promise<void> {
  const isForGood = error instanceof MailRefused && error.forGood;
  const said = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  if (isForGood || tries >= mostTries) {
    log.error({ mail: mailId, kind, tries, error: said }, 'a mail could not be sent and is given up');
    await endMail(mailId, 'given_up', said);
    metrics.mails.inc({ kind, outcome: 'given_up' });
    return;
  }
  const seconds = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (tries - 1));
  log.warn(
    { mail: mailId, kind, tries, seconds, error: said },
    'a mail could not be sent and is tried again',
  );
  await putMailOff(mailId, seconds, said);
  metrics.mails.inc({ kind, outcome: 'put_off' });
}

/** What a mail tells, as things are now; null when they have moved on and there is nothing to tell any more. */
async function contentOf({ kind, userId, aboutId, data }: DueMail): Promise<MailContent | null> {
  switch (kind) {
    case 'verify_address':
      return { kind, ...(await newMailedLink('verify-address', userId)) };
    case 'reset_password':
      return { kind, ...(await newMailedLink('reset-password', userId)) };
    case 'standby_offer': {
      const standby = await readMailedStandby(userId, aboutId);
      return standby && { kind, standby };
    }
    default: {
      const told = await readMailedBooking(aboutId, data);
      return told && isStillSo(kind, told.booking) ? { kind, ...told } : null;
    }
  }
}

/** Whether a mail would not contradict the one that follows it. */
function isStillSo(kind: DueMail['kind'], { status }: BookingView): boolean {
  if (kind === 'booking_confirmed' || kind === 'tickets_cancelled') return status === 'CONFIRMED';
  return kind === 'payment_returned' || status === 'CANCELLED';
}
