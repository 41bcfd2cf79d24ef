import fc from 'fast-check';
import {
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
} from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TicketPublicKey } from './ticket';
import { ticketPayload } from './ticket-token';
import { verifyTicket } from './verify-ticket';

const claims = { scheduleId: '1', code: '7K2MXQ4H9D', ticket: '1042', serial: 0 };

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const half = { kty: 'OKP', crv: 'Ed25519', x: (await exportJWK(publicKey)).x ?? '' } as const;
  const kid = (await calculateJwkThumbprint(half)).slice(0, 8);
  const known: TicketPublicKey = { ...half, kid, alg: 'Ed25519', use: 'sig' };
  const sign = (of = claims, header: object = {}) =>
    new CompactSign(ticketPayload(of))
      .setProtectedHeader({ alg: 'Ed25519', kid, ...header })
      .sign(privateKey);
  return { known, sign, privateKey };
}

let ours: Awaited<ReturnType<typeof newKey>>;
let stranger: Awaited<ReturnType<typeof newKey>>;
beforeAll(async () => {
  [ours, stranger] = [await newKey(), await newKey()];
});
const verify = (token: string) => verifyTicket(token, [stranger.known, ours.known]);
const bad = { ok: false, refusal: { code: 'TICKET_BAD_SIGNATURE' } };
const unknown = { ok: false, refusal: { code: 'TICKET_UNKNOWN_KEY' } };

test('a ticket says what it was signed for, in few letters', async () => {
  const token = await ours.sign();
  expect(await verify(token)).toEqual({ ok: true, value: claims });
  expect(token.length).toBeLessThan(213);
  const entry = { ...claims, ticket: 'area-1:137' };
  expect(await verify(await ours.sign(entry))).toEqual({ ok: true, value: entry });
});

test('altered by any one bit of any letter, it is refused', async () => {
  const token = await ours.sign();
  for (let at = 0; at < token.length; at += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const letter = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit));
      const altered = token.slice(0, at) + letter + token.slice(at + 1);
      const said = await verify(altered);
      expect([bad, unknown], `letter ${at}, bit ${bit}`).toContainEqual(said);
    }
  }
});

test('the last letter of a signature has bits that decoders overlook: none of its other spellings is taken', async () => {
  const token = await ours.sign();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const key = await importJWK(ours.known, 'Ed25519');
  let overlooked = 0;
  for (const letter of alphabet) {
    const altered = token.slice(0, -1) + letter;
    if (altered === token) continue;
    expect(await verify(altered)).toEqual(bad);
    overlooked += await compactVerify(altered, key).then(
      () => 1,
      () => 0,
    );
  }
  // Control: the library alone takes them.
  expect(overlooked).toBe(15);
  for (const more of ['=', '==', ' ', '\n', '.', '.x', 'AAAA'])
    expect(await verify(token + more)).toEqual(bad);
});

test('no mixture of two good tickets is good', async () => {
  const [one, other] = [await ours.sign(), await ours.sign({ ...claims, ticket: '7' })];
  const [a, b] = [one.split('.'), other.split('.')];
  for (const mask of [1, 2, 3, 4, 5, 6]) {
    const mixed = [0, 1, 2].map((part) => ((mask >> part) & 1 ? a[part] : b[part])).join('.');
    if (mixed !== one && mixed !== other) expect(await verify(mixed)).toEqual(bad);
  }
});

test('anything else is refused, whatever it looks like', async () => {
  const token = await ours.sign();
  const [head = '', body = '', signature = ''] = token.split('.');
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.webUrl(),
        fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((parts) => parts.join('.')),
        fc.base64String().map((text) => `${head}.${text}.${signature}`),
        fc.base64String().map((text) => `${head}.${body}.${text}`),
        fc.integer({ min: 0, max: token.length - 1 }).map((length) => token.slice(0, length)),
      ),
      async (text) => {
        expect([bad, unknown]).toContainEqual(await verify(text));
      },
    ),
    { numRuns: 500 },
  );
});

describe('signed by somebody else', () => {
  test('an unknown key is told as such, also one that takes the name of ours', async () => {
    expect(await verifyTicket(await stranger.sign(), [ours.known])).toEqual(unknown);
    expect(await verify(await stranger.sign(claims, { kid: ours.known.kid }))).toEqual(bad);
    expect(await verify(await ours.sign(claims, { kid: stranger.known.kid }))).toEqual(bad);
  });

  test('no other way to sign is taken: none, or our public key as a shared secret', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [, body, signature] = (await ours.sign()).split('.');
    const { kid, x } = ours.known;
    expect(await verify(`${encode({ alg: 'none', kid })}.${body}.`)).toEqual(bad);
    expect(await verify(`${encode({ alg: 'none', kid })}.${body}.${signature}`)).toEqual(bad);
    const shared = new SignJWT({ s: '1', t: '7K2MXQ4H9D-1042', n: 0 }).setProtectedHeader({
      alg: 'HS256',
      kid,
    });
    expect(await verify(await shared.sign(Buffer.from(x, 'base64url')))).toEqual(bad);
    expect(await verify(await ours.sign(claims, { crit: ['x'], x: 1 }).catch(() => ''))).toEqual(bad);
    expect(await verify(await ours.sign(claims, { jwk: stranger.known }))).toEqual(bad);
  });

  test('our key over what is no ticket does not make one', async () => {
    for (const payload of [
      '{}',
      '[]',
      '"x"',
      '{"s":"1","t":"A-1"}',
      '{"s":"1","t":"A-1","n":-1}',
      '{"s":1,"t":"A-1","n":0}',
    ]) {
      const sign = new CompactSign(new TextEncoder().encode(payload));
      const token = await sign
        .setProtectedHeader({ alg: 'Ed25519', kid: ours.known.kid })
        .sign(ours.privateKey);
      expect(await verify(token), payload).toEqual(bad);
    }
  });
});
