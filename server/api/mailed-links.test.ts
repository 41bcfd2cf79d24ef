import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeMail } from '@/lib/mail/smtp';
import { openTestSmtp, type TestSmtp } from '@/lib/mail/test-smtp';
import { openTestStores } from '@/lib/sale/test-sale';
import { sendAllMails } from '@/lib/use-cases/test-mails';
import { ask, startTestServer, testPassword } from './test-api';

let close: () => Promise<void>;
let smtp: TestSmtp;

beforeAll(async () => {
  smtp = await openTestSmtp();
  process.env.SMTP_URL = smtp.url;
  process.env.TRUSTED_PROXIES = '1';
  process.env.MAIL_FROM = 'tickets@rowlock.test';
  close = await openTestStores();
});
afterAll(async () => {
  closeMail();
  await close();
  await smtp.close();
});

async function newcomer(email: string): Promise<string> {
  const signed = await ask('POST', '/api/v1/auth/sign-up', {
    body: { email, password: testPassword, name: 'Lee' },
  });
  return signed.data.token as string;
}

async function linkTo(email: string, path: string): Promise<URL> {
  await sendAllMails();
  const texts = smtp.to(email).map(({ mail }) => mail.text ?? '');
  const links = texts.flatMap((text) => /http\S+token=\S+/.exec(text) ?? []);
  return new URL(links.findLast((link) => new URL(link).pathname === path) ?? 'http://no.link/');
}

test('a password is reset by the API alone, and the link leads to the configured address, whatever Host was said', async () => {
  const token = await newcomer('host@example.com');
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' };
  const body = { email: 'Host@Example.com' };
  const asked = await ask('POST', '/api/v1/auth/forgot-password', { body, headers: forged });
  expect(asked).toMatchObject({ status: 200, data: { requested: true } });
  const link = await linkTo('host@example.com', '/reset-password');
  expect(link.origin).toBe('http://localhost:3000');

  const wish = { token: link.searchParams.get('token'), new_password: 'quite another horse' };
  const reset = await ask('POST', '/api/v1/auth/reset-password', { body: wish });
  expect(reset).toMatchObject({ status: 200, data: { reset: true } });
  expect((await ask('GET', '/api/v1/tickets/bookings', { token })).code).toBe('NOT_SIGNED_IN');
  const again = await ask('POST', '/api/v1/auth/reset-password', { body: wish });
  expect(again).toMatchObject({ status: 410, code: 'LINK_NOT_VALID' });
});

test('an address is confirmed by the API, and its link can be asked for again', async () => {
  const token = await newcomer('proof@example.com');
  expect(await ask('POST', '/api/v1/account/address-link', { token })).toMatchObject({ status: 200 });
  const link = await linkTo('proof@example.com', '/verify-address');
  const body = { token: link.searchParams.get('token') };
  expect(await ask('POST', '/api/v1/auth/verify-address', { body })).toMatchObject({ status: 200 });
  expect(await ask('POST', '/api/v1/auth/verify-address', { body })).toMatchObject({ status: 410 });
});

test('asking for mails is limited by address, alike for known and unknown accounts', async () => {
  const server = await startTestServer();
  const forgot = async (email: string, address: string) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
    const body = JSON.stringify({ email });
    const answer = await fetch(`${server.url}/api/v1/auth/forgot-password`, {
      method: 'POST',
      headers,
      body,
    });
    await answer.text();
    return answer.status;
  };
  const part = () => Math.floor(Math.random() * 65_536).toString(16);
  const address = `2001:db8:${part()}:${part()}::1`;
  const statuses: number[] = [];
  for (let n = 0; n < 24; n += 1) {
    statuses.push(await forgot(n % 2 ? 'host@example.com' : `nobody-${n}@example.com`, address));
  }
  expect(statuses).toEqual([...Array(20).fill(200), ...Array(4).fill(429)]);
  await server.stop();
});
