import { makeSignature } from 'better-auth/crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '@/lib/accounts/auth';
import type { Buyer } from '@/lib/domain/buyer';
import type { Result } from '@/lib/domain/result';
import { closePostgres, prisma } from '@/lib/postgres/client';
import { createTestDatabase, type TestDatabase } from '@/lib/postgres/test-database';
import { whoIsAsking } from '@/lib/request/session';
import { sessionCookie } from '@/lib/request/session-cookie';
import { createTestSale } from '@/lib/sale/test-sale';
import { changePassword } from './change-password';
import { createApiKey } from './create-api-key';
import { deleteAccount } from './delete-account';
import { listApiKeys } from './list-api-keys';
import { revokeApiKey } from './revoke-api-key';
import { signIn } from './sign-in';
import { signOut } from './sign-out';
import { signUp } from './sign-up';

let database: TestDatabase;
let made = 0;
const password = 'correct horse battery';

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.REDIS_URL = process.env.TEST_REDIS_URL;
  process.env.AUTH_SECRET = 'a secret of at least thirty-two characters';
});

afterAll(async () => {
  await closePostgres();
  await database.drop();
});

function value<T>(result: Result<T, { code: string }>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

async function newcomer() {
  made += 1;
  const email = `person-${made}@example.com`;
  return value(await signUp({ email, password, name: 'Kim', language: 'ko' }));
}

const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` });

async function codeFor(token: string): Promise<string> {
  const who = await whoIsAsking(bearer(token));
  return who.ok ? 'valid' : who.refusal.code;
}

async function buyerOf(token: string): Promise<Buyer> {
  return value(await whoIsAsking(bearer(token)));
}

test('a sign-up is signed in as a buyer, and the password is kept as argon2id', async () => {
  const { user, token } = await newcomer();
  const buyer = await buyerOf(token);
  expect(buyer).toMatchObject({ userId: user.userId, email: user.email, role: 'buyer', scopes: null });
  const account = await prisma().account.findFirstOrThrow({ where: { userId: user.userId } });
  expect(account.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('of sign-ups that race for one email exactly one makes the account', async () => {
  const person = { email: 'race@example.com', password, name: 'Lee', language: 'en' } as const;
  const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(person)));
  const codes = answers.map((answer) => (answer.ok ? 'in' : answer.refusal.code)).sort();
  expect(codes).toEqual([...Array.from({ length: 7 }, () => 'EMAIL_TAKEN'), 'in']);
  expect(await prisma().user.count({ where: { email: person.email } })).toBe(1);
  expect(await prisma().account.count({ where: { user: { email: person.email } } })).toBe(1);
});

test('20 racing sign-ins leave exactly one valid session, and the others know they were superseded', async () => {
  const { user } = await newcomer();
  const claims = Array.from({ length: 20 }, () => signIn({ email: user.email, password }));
  const tokens = (await Promise.all(claims)).map((answer) => value(answer).token);
  const codes = (await Promise.all(tokens.map(codeFor))).sort();
  expect(codes).toEqual([...Array.from({ length: 19 }, () => 'SESSION_SUPERSEDED'), 'valid']);
});

test('a sign-in elsewhere ends the session before it is answered', async () => {
  const first = await newcomer();
  const second = value(await signIn({ email: first.user.email, password }));
  expect(await codeFor(first.token)).toBe('SESSION_SUPERSEDED');
  expect(await codeFor(second.token)).toBe('valid');
  // The older browser signing out takes nothing from the newer one.
  await signOut({ token: first.token });
  expect(await codeFor(first.token)).toBe('NOT_SIGNED_IN');
  expect(await codeFor(second.token)).toBe('valid');
  await signOut({ token: second.token });
  expect(await codeFor(second.token)).toBe('NOT_SIGNED_IN');
});

test('a wrong password and an unknown email are refused alike', async () => {
  const { user } = await newcomer();
  const wrong = await signIn({ email: user.email, password: 'not the password' });
  const unknown = await signIn({ email: 'nobody@example.com', password });
  expect(wrong).toEqual({ ok: false, refusal: { code: 'WRONG_CREDENTIALS' } });
  expect(unknown).toEqual(wrong);
});

test('an expired, an altered and an invented token are refused', async () => {
  const { user, token } = await newcomer();
  expect(await codeFor(`${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`)).toBe('NOT_SIGNED_IN');
  expect(await codeFor('x'.repeat(32))).toBe('NOT_SIGNED_IN');
  expect(await codeFor("'; DROP TABLE users; --")).toBe('NOT_SIGNED_IN');
  const past = new Date(Date.now() - 1000);
  await prisma().session.updateMany({ where: { userId: user.userId }, data: { expiresAt: past } });
  expect(await codeFor(token)).toBe('NOT_SIGNED_IN');
});

test('the session cookie works only with our signature over its token', async () => {
  const session = await newcomer();
  const { name, value: signed, attributes } = await sessionCookie(session);
  expect(attributes).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false, path: '/' });
  const asked = async (text: string) =>
    (await whoIsAsking(new Headers({ cookie: `other=1; ${name}=${encodeURIComponent(text)}` }))).ok;
  expect(await asked(signed)).toBe(true);
  // Who has a session of better-auth's own keeps it.
  const { secret } = await accounts();
  expect(signed).toBe(`${session.token}.${await makeSignature(session.token, secret)}`);
  expect(await asked(session.token)).toBe(false);
  expect(await asked(`${session.token}.`)).toBe(false);
  expect(await asked(`${session.token}.${btoa('x'.repeat(32))}`)).toBe(false);
  const other = await newcomer();
  expect(await asked(`${other.token}${signed.slice(signed.lastIndexOf('.'))}`)).toBe(false);
});

test('changing the password asks the current one and leaves only the fresh session', async () => {
  const first = await newcomer();
  const session = value(await signIn({ email: first.user.email, password }));
  const buyer = await buyerOf(session.token);
  const newPassword = 'a new long password';
  const wrong = await changePassword({ buyer, currentPassword: 'no', newPassword });
  expect(wrong).toMatchObject({ refusal: { code: 'WRONG_CREDENTIALS' } });
  const fresh = value(await changePassword({ buyer, currentPassword: password, newPassword }));
  expect(await codeFor(fresh.token)).toBe('valid');
  expect(await codeFor(session.token)).toBe('SESSION_SUPERSEDED');
  expect(await codeFor(first.token)).toBe('NOT_SIGNED_IN');
  expect((await signIn({ email: first.user.email, password })).ok).toBe(false);
  expect((await signIn({ email: first.user.email, password: newPassword })).ok).toBe(true);
});

test('after a change of password no racing sign-in with the old one is valid', async () => {
  const { user, token } = await newcomer();
  const buyer = await buyerOf(token);
  const change = changePassword({ buyer, currentPassword: password, newPassword: 'a new long password' });
  const claims = Array.from({ length: 6 }, () => signIn({ email: user.email, password }));
  const [changed, ...answers] = await Promise.all([change, ...claims]);
  const codes = await Promise.all(answers.map((each) => (each.ok ? codeFor(each.value.token) : 'refused')));
  if (changed.ok) expect(codes).not.toContain('valid');
  else expect(codes.filter((code) => code === 'valid')).toHaveLength(1);
});

test('a deleted account keeps its row and nothing of the person', async () => {
  const { user, token } = await newcomer();
  const buyer = await buyerOf(token);
  value(await createApiKey({ buyer, name: 'till', scopes: ['sell'] }));
  expect(await deleteAccount({ buyer, password: 'no' })).toMatchObject({ ok: false });
  value(await deleteAccount({ buyer, password }));
  const row = await prisma().user.findUniqueOrThrow({
    where: { id: user.userId },
    include: { sessions: true, accounts: true, apiKeys: true },
  });
  expect(row).toMatchObject({ name: '', email: `deleted-${user.userId}@invalid`, currentSessionId: null });
  expect(row.deletedAt).not.toBeNull();
  expect([row.sessions, row.accounts, row.apiKeys]).toEqual([[], [], []]);
  expect(await codeFor(token)).toBe('NOT_SIGNED_IN');
  expect((await signIn({ email: user.email, password })).ok).toBe(false);
  expect((await signUp({ email: user.email, password, name: 'Again', language: 'ko' })).ok).toBe(true);
});

test('a deleted account stands in no waiting room and in no line any more', async () => {
  const { user, token } = await newcomer();
  const buyer = await buyerOf(token);
  const [inLine, inside] = [
    await createTestSale({ waitingRoom: {} }),
    await createTestSale({ waitingRoom: {} }),
  ];
  const mine = { userId: user.userId, rank: 1 };
  const [admittedAt, admissionEndsAt] = [new Date(), new Date(Date.now() + 600_000)];
  await prisma().waitingPlace.createMany({
    data: [
      { ...mine, scheduleId: inLine.scheduleId },
      { ...mine, scheduleId: inside.scheduleId, state: 'admitted', admittedAt, admissionEndsAt },
    ],
  });
  const { scheduleId } = inLine;
  await prisma().standbyEntry.create({
    data: { id: 'line', userId: user.userId, scheduleId, places: [3], grades: ['R'], quantity: 1 },
  });
  value(await deleteAccount({ buyer, password }));
  const places = await prisma().waitingPlace.findMany({ where: { userId: user.userId } });
  expect(places.map(({ state }) => state)).toEqual(['left', 'left']);
  expect(await prisma().standbyEntry.findFirst({ where: { id: 'line' } })).toMatchObject({ state: 'left' });
});

test('an API key acts as its account until revoked, sign-ins do not end it, and only its hash is kept', async () => {
  const { user, token } = await newcomer();
  const buyer = await buyerOf(token);
  const made = value(await createApiKey({ buyer, name: 'till', scopes: ['sell', 'sell'] }));
  expect(made.key).toMatch(/^rlk_[\w-]{43}$/);
  await signIn({ email: user.email, password });
  const asking = await buyerOf(made.key);
  expect(asking).toMatchObject({ userId: user.userId, sessionId: null, scopes: ['sell'] });
  const row = await prisma().apiKey.findUniqueOrThrow({ where: { id: made.apiKeyId } });
  expect(JSON.stringify(row)).not.toContain(made.key.slice(12));
  expect(row.lastUsedAt).not.toBeNull();
  await buyerOf(made.key);
  const again = await prisma().apiKey.findUniqueOrThrow({ where: { id: made.apiKeyId } });
  expect(again.lastUsedAt).toEqual(row.lastUsedAt);
  expect(await createApiKey({ buyer: asking, name: 'more', scopes: ['sell'] })).toMatchObject({
    refusal: { code: 'NOT_ALLOWED' },
  });
  expect(value(await listApiKeys({ buyer })).apiKeys).toHaveLength(1);
  const stranger = await buyerOf((await newcomer()).token);
  expect((await revokeApiKey({ buyer: stranger, apiKeyId: made.apiKeyId })).ok).toBe(false);
  value(await revokeApiKey({ buyer, apiKeyId: made.apiKeyId }));
  expect(await codeFor(made.key)).toBe('NOT_SIGNED_IN');
});
