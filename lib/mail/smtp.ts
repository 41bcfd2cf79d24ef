import { createTransport, type Transporter } from 'nodemailer';
import { env } from '@/lib/env';
import type { Letter } from './letter';

/** Nobody waits for a mail, but a server that says nothing must not keep its lease (sendMails) for ever. */
const patience = {
  connectionTimeout: 8_000,
  greetingTimeout: 8_000,
  dnsTimeout: 8_000,
  socketTimeout: 15_000,
};

let transport: Transporter | undefined;

function outgoing(): Transporter {
  transport ??= createTransport({ url: env().SMTP_URL, pool: true, maxConnections: 5, ...patience });
  return transport;
}

/** Whether mail is set up at all. */
export function isMailOn(): boolean {
  return env().SMTP_URL !== undefined;
}

/** The right side of our Message-IDs: where our mails come from. */
export function mailHost(): string {
  return /@([^<>@\s]+)>?$/.exec(env().MAIL_FROM ?? '')?.[1] ?? 'localhost';
}

/** What a mail server said to a mail. `forGood`: it will say the same to every further try. */
export class MailRefused extends Error {
  readonly forGood: boolean;

  constructor(message: string, forGood: boolean) {
    super(message);
    this.name = 'MailRefused';
    this.forGood = forGood;
  }
}

/** The mailbox does not exist, or takes nothing from anybody: SMTP's own word for it. */
function isForGood(error: { responseCode?: unknown; command?: unknown }): boolean {
  const code = Number(error.responseCode);
  return error.command === 'RCPT TO' && code >= 550 && code <= 559;
}

/**
 * Hands a letter to the mail server; settled means that it has taken it over. Throws MailRefused: it may have taken it all
 * the same, when the connection broke before its word came.
 */
export async function sendLetter(
  letter: Letter,
  to: { name: string | null; email: string },
  messageId: string,
): Promise<void> {
  try {
    await outgoing().sendMail({
      from: env().MAIL_FROM,
      to: { name: to.name ?? '', address: to.email },
      messageId,
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      attachments: letter.attachments,
      // So that no out-of-office notice comes back.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    const said = error instanceof Error ? error : new Error(String(error));
    // Mail servers say back whom the mail was for; the log is not to know.
    const words = said.message.replace(/[^\s<>]+@[^\s<>]+/g, '…');
    throw new MailRefused(words, isForGood(said as { responseCode?: unknown }));
  }
}

/** Ends the connections to the mail server. */
export function closeMail(): void {
  transport?.close();
  transport = undefined;
}
