import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeMail } from '@/lib/mail/smtp';
import { openTestSmtp, type TestSmtp } from '@/lib/mail/test-smtp';
import { prisma } from '@/lib/postgres/client';
import { whoIsAsking } from '@/lib/request/session';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { addEventStaff } from './add-event-staff';
import { changePassword } from './change-password';
import { createApiKey } from './create-api-key';
import { requestAddressLink } from './request-address-link';
import { requestPasswordReset } from './request-password-reset';
import { resetPassword } from './reset-password';
import { signIn } from './sign-in';
import { signUp } from './sign-up';
import { sendAllMails } from './test-mails';
import { verifyAddress } from './verify-address';
import { viewAddress } from './view-address';

let close: () => Promise<void>;
let smtp: TestSmtp;
let made = 0;
const password = 'correct horse battery';
const notValid = { ok: false, refusal: { code: 'LINK_NOT_VALID' } };

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

async function newcomer() {
  made += 1;
  const email = `links-${made}@example.com`;
  const signed = await signUp({ email, password, name: 'Kim', language: 'en' });
  if (!signed.ok) throw new Error(signed.refusal.code);
  const who = await asking(signed.value.token);
  if (!who.ok) throw new Error(who.refusal.code);
  return { email, token: signed.value.token, buyer: who.value };
}

const asking = (token: string) => whoIsAsking(new Headers({ authorization: `Bearer ${token}` }));

/** The tokens of the links mailed to an address, the earliest first. */
async function tokensTo(email: string, path: string): Promise<string[]> {
  await sendAllMails();
  const texts = smtp.to(email).map(({ mail }) => mail.text ?? '');
  return texts.flatMap((text) => {
    const token = new RegExp(`http://localhost:3000${path}\\?token=([\\w-]+)`).exec(text)?.[1];
    return token === undefined ? [] : [token];
  });
}

async function resetToken(email: string): Promise<string> {
  expect(await requestPasswordReset({ email })).toMatchObject({ ok: true });
  return (await tokensTo(email, '/reset-password')).at(-1) ?? '';
}

test('a sign-up is mailed a link that proves the address, once', async () => {
  const { email, buyer } = await newcomer();
  expect(await viewAddress({ buyer })).toEqual({ proven: false, canBeProven: true });
  const [token = ''] = await tokensTo(email, '/verify-address');
  expect(await verifyAddress({ token: `${token.slice(0, -1)}!` })).toMatchObject(notValid);
  expect(await verifyAddress({ token })).toMatchObject({ ok: true });
  expect(await viewAddress({ buyer })).toMatchObject({ proven: true });
  expect(await verifyAddress({ token })).toMatchObject(notValid);
  // A proven address gets no further link.
  expect(await requestAddressLink({ buyer })).toMatchObject({ ok: true });
  expect(await tokensTo(email, '/verify-address')).toHaveLength(1);
});

test('nothing in the database can be used as a link', async () => {
  const { email } = await newcomer();
  const token = await resetToken(email);
  const kept = JSON.stringify([
    await prisma().verification.findMany(),
    await prisma().mail.findMany({ select: { data: true } }),
  ]);
  expect(kept).not.toContain(token);
});

test('a reset sets the password and ends every session and API key', async () => {
  const { email, token: session, buyer } = await newcomer();
  const key = await createApiKey({ buyer, name: 'shop', scopes: ['read'] });
  if (!key.ok) throw new Error(key.refusal.code);
  expect(await asking(key.value.key)).toMatchObject({ ok: true });
  const earlier = await resetToken(email);
  const token = await resetToken(email);

  expect(await resetPassword({ token, newPassword: 'a whole new horse' })).toMatchObject({ ok: true });
  expect(await asking(session)).toMatchObject({ ok: false });
  expect(await asking(key.value.key)).toMatchObject({ ok: false });
  expect(await signIn({ email, password })).toMatchObject({ ok: false });
  expect(await signIn({ email, password: 'a whole new horse' })).toMatchObject({ ok: true });
  // Whoever has the link has the address.
  expect(await viewAddress({ buyer })).toMatchObject({ proven: true });
  for (const used of [token, earlier]) {
    expect(await resetPassword({ token: used, newPassword: 'and another one' })).toMatchObject(notValid);
  }
});

test('links of two kinds do not stand for each other; a late one is none', async () => {
  const { email } = await newcomer();
  const [proof = ''] = await tokensTo(email, '/verify-address');
  expect(await resetPassword({ token: proof, newPassword: 'a whole new horse' })).toMatchObject(notValid);
  const token = await resetToken(email);
  await prisma().verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
  expect(await resetPassword({ token, newPassword: 'a whole new horse' })).toMatchObject(notValid);
  expect(await verifyAddress({ token: proof })).toMatchObject(notValid);
});

test('changing the password ends the links that would reset it', async () => {
  const { email, buyer } = await newcomer();
  const token = await resetToken(email);
  const changed = await changePassword({ buyer, currentPassword: password, newPassword: 'my own new horse' });
  expect(changed).toMatchObject({ ok: true });
  expect(await resetPassword({ token, newPassword: 'a whole new horse' })).toMatchObject(notValid);
});

test('an address without an account hears the same, and nobody gets more than five such mails an hour', async () => {
  const { email } = await newcomer();
  const known = await requestPasswordReset({ email });
  expect(await requestPasswordReset({ email: 'nobody@example.com' })).toEqual(known);
  for (let n = 0; n < 9; n += 1) await requestPasswordReset({ email });
  expect(await tokensTo(email, '/reset-password')).toHaveLength(5);
  expect(smtp.to('nobody@example.com')).toEqual([]);
});

test('who is put on the staff of an event by email has proven that it is theirs', async () => {
  const organizer = await createTestBuyer('organizer');
  const { eventId } = await createTestSale({ organizerId: organizer.userId });
  const { email, buyer } = await newcomer();
  const add = () => addEventStaff({ buyer: organizer, eventId, email });
  expect(await add()).toEqual({ ok: false, refusal: { code: 'ADDRESS_NOT_PROVEN' } });
  const roleNow = async () => (await prisma().user.findUniqueOrThrow({ where: { id: buyer.userId } })).role;
  expect([await roleNow(), await prisma().eventStaff.count({ where: { eventId } })]).toEqual(['buyer', 0]);
  const [token = ''] = await tokensTo(email, '/verify-address');
  expect(await verifyAddress({ token })).toMatchObject({ ok: true });
  expect(await add()).toEqual({ ok: true, value: { userId: buyer.userId } });
  expect(await roleNow()).toBe('staff');
});
