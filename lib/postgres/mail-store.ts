import { z } from 'zod';
import { mailKinds } from '@/lib/domain/mail';
import { ask } from './ask';
import { prisma } from './client';

const dueMail = z.object({
  mailId: z.string(),
  kind: z.enum(mailKinds),
  userId: z.string(),
  aboutId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  /** Not worth sending any more, by the database's clock. */
  isLate: z.boolean(),
  /** This one included. */
  tries: z.number(),
  messageId: z.string(),
  /** Null when the account is gone. */
  reader: z
    .object({ name: z.string().nullable(), email: z.string(), language: z.enum(['ko', 'en']).catch('ko') })
    .nullable(),
});

/** A mail whose turn it is. */
export type DueMail = z.infer<typeof dueMail>;

/**
 * Takes mails whose turn it is, those that are soonest no news any more first; no other instance takes them for `leaseSeconds`. Whoever dies
 * with them leaves them to the next after that. A mail gets its Message-ID (`<id@host>`) here once and for all.
 * Throws StoreUnavailable.
 */
export async function takeDueMails(wish: {
  limit: number;
  leaseSeconds: number;
  host: string;
}): Promise<DueMail[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      WITH due AS (
        SELECT id FROM mails WHERE ended_at IS NULL AND next_try_at <= clock_timestamp()
        ORDER BY good_until LIMIT ${wish.limit} FOR UPDATE SKIP LOCKED
      ), taken AS (
        UPDATE mails m SET tries = m.tries + 1,
          next_try_at = clock_timestamp() + ${wish.leaseSeconds}::float8 * interval '1 second',
          message_id = coalesce(m.message_id, '<' || m.id || '@' || ${wish.host}::text || '>')
        FROM due WHERE m.id = due.id RETURNING m.*
      )
      SELECT t.id AS "mailId", t.kind, t.user_id AS "userId", t.about_id AS "aboutId", t.data, t.tries,
        t.good_until <= clock_timestamp() AS "isLate",
        t.message_id AS "messageId",
        CASE WHEN u.id IS NOT NULL AND u.deleted_at IS NULL
          THEN jsonb_build_object('name', CASE WHEN u.email_verified THEN u.name END, 'email', u.email, 'language', u.locale) END AS reader
      FROM taken t LEFT JOIN users u ON u.id = t.user_id ORDER BY t.good_until`,
  );
  return z.array(dueMail).parse(rows);
}

/** How a mail ended. */
export type MailOutcome = 'sent' | 'given_up' | 'pointless';

/** Marks a mail as done with. Throws StoreUnavailable; it is then sent again, under its same Message-ID. */
export async function endMail(
  mailId: string,
  outcome: MailOutcome,
  error: string | null = null,
): Promise<void> {
  await ask(
    () => prisma().$executeRaw`
      UPDATE mails SET ended_at = clock_timestamp(), outcome = ${outcome}, last_error = ${error}
      WHERE id = ${mailId} AND ended_at IS NULL`,
  );
}

/** Leaves a mail for later. Throws StoreUnavailable. */
export async function putMailOff(mailId: string, seconds: number, error: string): Promise<void> {
  await ask(
    () => prisma().$executeRaw`
      UPDATE mails SET next_try_at = clock_timestamp() + ${seconds}::float8 * interval '1 second', last_error = ${error}
      WHERE id = ${mailId} AND ended_at IS NULL`,
  );
}

/** So many of a kind an account is sent in an hour, whoever asks and from wherever. */
const askedForAnHour = 5;

/**
 * Writes the mail with the link that proves an address to the account, unless it is proven, or was asked for too
 * often. Throws StoreUnavailable.
 */
export async function writeAddressMail(userId: string): Promise<void> {
  await ask(
    () => prisma().$executeRaw`
      SELECT write_mail('verify_address', u.id, NULL, '{}', clock_timestamp() + interval '1 day') FROM users u
      WHERE u.id = ${userId} AND u.deleted_at IS NULL AND NOT u.email_verified AND (
        SELECT count(*) FROM mails m WHERE m.user_id = u.id AND m.kind = 'verify_address'
          AND m.created_at > clock_timestamp() - interval '1 hour') < ${askedForAnHour}`,
  );
}

/**
 * Writes the mail with the link that resets the password of this address's account, if there is one with a password and
 * it was not asked for too often. One statement whatever there is: its caller's answer takes as long. Throws StoreUnavailable.
 */
export async function writeResetMail(email: string): Promise<void> {
  await ask(
    () => prisma().$executeRaw`
      SELECT write_mail('reset_password', u.id, NULL, '{}', clock_timestamp() + interval '1 hour') FROM users u
      WHERE u.email = ${email} AND u.deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.id AND a.provider_id = 'credential')
        AND (SELECT count(*) FROM mails m WHERE m.user_id = u.id AND m.kind = 'reset_password'
          AND m.created_at > clock_timestamp() - interval '1 hour') < ${askedForAnHour}`,
  );
}
