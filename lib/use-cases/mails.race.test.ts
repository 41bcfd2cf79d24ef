import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkKept, newMailedLink } from '@/lib/accounts/mailed-link';
import { closeMail } from '@/lib/mail/smtp';
import { openTestSmtp, type TestSmtp } from '@/lib/mail/test-smtp';
import { prisma } from '@/lib/postgres/client';
import { endMail } from '@/lib/postgres/mail-store';
import { createTestBuyer, openTestStores } from '@/lib/sale/test-sale';
import { resetPassword } from './reset-password';
import { sendMails } from './send-mails';
import { signIn } from './sign-in';
import { signUp } from './sign-up';
import { sendAllMails } from './test-mails';

let close: () => Promise<void>;
let smtp: TestSmtp;
let made = 0;
const mails = 12;
const people = 8;

beforeAll(async () => {
  smtp = await openTestSmtp();
  process.env.SMTP_URL = smtp.url;
  process.env.MAIL_FROM = 'tickets@rowlock.test';
  close = await openTestStores();
});
afterAll(async () => {
  closeMail();
  await close();
  await smtp.close();
});

async function readerOf(count: number) {
  const buyer = await createTestBuyer();
  for (let n = 0; n < count; n += 1) {
    await prisma().$executeRaw`SELECT write_mail('verify_address', ${buyer.userId}, NULL, '{}', NULL)`;
  }
  return buyer;
}

test(`${mails} mails taken up by three instances at once are sent once each`, async () => {
  const { email } = await readerOf(mails);
  const instance = async () => {
    while ((await sendMails()) > 0);
  };
  await Promise.all([instance(), instance(), instance()]);
  await sendAllMails();
  const ids = smtp.to(email).map(({ mail }) => mail.messageId);
  expect(ids).toHaveLength(mails);
  expect(new Set(ids).size).toBe(mails);
});

test('control: instances that look without taking send mails several times', async () => {
  const { userId } = await readerOf(mails);
  const sent: string[] = [];
  const instance = async () => {
    const due = await prisma().mail.findMany({ where: { userId, endedAt: null }, select: { id: true } });
    for (const { id } of due) {
      sent.push(id);
      await endMail(id, 'sent');
    }
  };
  await Promise.all([instance(), instance(), instance(), instance()]);
  expect(new Set(sent).size).toBe(mails);
  expect(sent.length).toBeGreaterThan(mails);
});

/** An account with a link that resets its password. */
async function forgetful() {
  made += 1;
  const email = `forgetful-${made}@example.com`;
  const signed = await signUp({ email, password: 'correct horse battery', name: 'Kim', language: 'ko' });
  if (!signed.ok) throw new Error(signed.refusal.code);
  return { email, ...(await newMailedLink('reset-password', signed.value.user.userId)) };
}

test(`of ${people} who follow one link at the same moment one gets through`, async () => {
  const { email, token } = await forgetful();
  const passwords = Array.from({ length: people }, (_, n) => `password no. ${n}`);
  const all = await Promise.all(passwords.map((newPassword) => resetPassword({ token, newPassword })));
  const through = passwords.filter((_, n) => all[n]?.ok);
  expect(through).toHaveLength(1);
  expect(await signIn({ email, password: through[0] ?? '' })).toMatchObject({ ok: true });
});

test('control: looking whether a link is good before using it lets several through', async () => {
  const { token } = await forgetful();
  const where = { identifier: linkKept('reset-password', token) };
  const follow = async () => {
    const found = await prisma().verification.findFirst({ where });
    if (found) await prisma().verification.deleteMany({ where });
    return found !== null;
  };
  const all = await Promise.all(Array.from({ length: people }, follow));
  expect(all.filter(Boolean).length).toBeGreaterThan(1);
});
