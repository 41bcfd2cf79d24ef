import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verifyTicket } from '@/lib/domain/verify-ticket';
import { env } from '@/lib/env';
import { prisma } from '@/lib/postgres/client';
import { erasePastPrivateKeys, readTicketKeys, revokeTicketKey } from '@/lib/postgres/ticket-key-store';
import { openTestStores } from '@/lib/sale/test-sale';
import { rotateTicketKeys } from '@/lib/use-cases/rotate-ticket-keys';
import { signTicket } from './sign-ticket';
import { makeTicketKey, signingKey, verifyingKeys } from './ticket-keys';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());
beforeEach(async () => {
  await prisma().ticketKey.deleteMany();
});

const claims = { scheduleId: 's', code: 'CODE', ticket: '7', serial: 0 };
const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

test('many that need the first key at once get one key, and it verifies what it signed', async () => {
  const signing = await Promise.all(Array.from({ length: 20 }, () => signingKey()));
  expect(new Set(signing.map(({ kid }) => kid)).size).toBe(1);
  expect(await readTicketKeys()).toHaveLength(1);
  const token = await signTicket(claims, await signingKey());
  expect(await verifyTicket(token, await verifyingKeys())).toEqual({ ok: true, value: claims });
});

test('the private half cannot be read in the database', async () => {
  await signingKey();
  const row = await prisma().ticketKey.findFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain('"d"');
  expect(Object.keys(row.publicJwk as object).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  expect(row.sealedPrivate).toMatch(/^auth\.[\w-]{16}\.[\w-]+$/);
});

test('a key of 90 days is followed by one that is published a day before it signs; old tickets stay good', async () => {
  const { kid: old } = await signingKey();
  const token = await signTicket(claims, await signingKey());
  expect(await rotateTicketKeys('due')).toBe(false);
  await prisma().ticketKey.updateMany({ data: { signsFrom: ago(91) } });
  expect(await rotateTicketKeys('due')).toBe(true);
  expect(await rotateTicketKeys('due')).toBe(false);
  const [young] = await readTicketKeys();
  expect((await signingKey()).kid).toBe(old);
  expect((await verifyingKeys()).map(({ kid }) => kid)).toEqual([young?.kid, old]);

  await prisma().ticketKey.update({ where: { kid: young?.kid ?? '' }, data: { signsFrom: ago(1) } });
  expect((await signingKey()).kid).toBe(young?.kid);
  await erasePastPrivateKeys();
  const erased = await prisma().ticketKey.findUniqueOrThrow({ where: { kid: old } });
  expect(erased.sealedPrivate).toBeNull();
  expect(await verifyTicket(token, await verifyingKeys())).toMatchObject({ ok: true });
});

test('a rotation by hand signs at once, and instances that rotate together make one key', async () => {
  const { kid: old } = await signingKey();
  const seen = await readTicketKeys();
  const made = await Promise.all(Array.from({ length: 10 }, () => makeTicketKey(seen, 0)));
  expect(made.filter(Boolean)).toHaveLength(1);
  expect((await signingKey()).kid).not.toBe(old);
});

test('tickets of a revoked key are of an unknown key, and the next one is signed by another', async () => {
  const first = await signingKey();
  const token = await signTicket(claims, first);
  expect(await revokeTicketKey(first.kid)).toBe(true);
  expect(await revokeTicketKey(first.kid)).toBe(false);
  expect(await verifyTicket(token, await verifyingKeys())).toEqual({
    ...{ ok: false, refusal: { code: 'TICKET_UNKNOWN_KEY' } },
  });
  expect((await signingKey()).kid).not.toBe(first.kid);
});

test('a key sealed under a secret that is gone signs no more; its tickets stay good', async () => {
  const token = await signTicket(claims, await signingKey());
  const { kid } = await prisma().ticketKey.findFirstOrThrow();
  // Another instance sealed it, under a secret this one does not have.
  await prisma().ticketKey.update({ where: { kid }, data: { kid: 'other-id' } });
  expect(env().ENCRYPTION_KEYS).toEqual([]);
  const { kid: fresh } = await signingKey();
  expect(fresh).not.toBe('other-id');
  expect((await signingKey()).kid).toBe(fresh);
  expect(await readTicketKeys()).toHaveLength(2);
  expect(await verifyTicket(token, await verifyingKeys())).toMatchObject({ ok: true });
});
