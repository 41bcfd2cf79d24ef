import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { openTestStores } from '@/lib/sale/test-sale';
import { sendMails } from '@/lib/use-cases/send-mails';
import { ask, testPassword } from './test-api';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

test('without a mail server people sign up all the same, and are told that no mail is sent', async () => {
  const person = { email: 'off@example.com', password: testPassword, name: 'Lee' };
  const signed = await ask('POST', '/api/v1/auth/sign-up', { body: person });
  expect(signed.status).toBe(201);
  const token = signed.data.token as string;
  const body = { email: person.email };
  const forgot = await ask('POST', '/api/v1/auth/forgot-password', { body });
  expect(forgot).toMatchObject({ status: 422, code: 'MAIL_OFF' });
  const link = await ask('POST', '/api/v1/account/address-link', { token });
  expect(link).toMatchObject({ status: 422, code: 'MAIL_OFF' });
  expect(await prisma().mail.count()).toBe(0);
  expect(await sendMails()).toBe(0);
});
