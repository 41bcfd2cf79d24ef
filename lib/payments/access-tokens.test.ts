import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { connectRedis, redisRunId } from '@/lib/redis/client';
import { accessTokenKeys } from '@/lib/redis/keys';
import { tokenRejected } from './access-tokens';
import { openTokensAtBank, type TokensAtBank } from './test-tokens-at-bank';
import { tokenName } from './token-request';

let at: TokensAtBank;
beforeAll(async () => {
  at = await openTokensAtBank();
});
afterAll(() => at?.close());
afterEach(() => at.bank.admin('PUT', '/accounts/*', { faults: [] }));

const times = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)));

async function commandCounts(): Promise<Record<string, number>> {
  const info = await at.client.info('commandstats');
  return Object.fromEntries(
    [...info.matchAll(/cmdstat_([^:]+):calls=(\d+)/g)].map(([, name, n]) => [name, Number(n)]),
  );
}

describe('a hit', () => {
  it('reads Redis once and takes no lock', async () => {
    const tokens = at.tokens();
    const credentials = at.credentials('hits');
    const first = await at.tokenOf(tokens, credentials);
    await at.client.configResetStat();
    expect(new Set(await times(100, () => at.tokenOf(tokens, credentials)))).toEqual(new Set([first]));
    const { info, 'config|resetstat': reset, ...counts } = await commandCounts();
    expect(counts).toEqual({ get: 100, pttl: 100 });
    expect(await at.bank.counts('hits')).toMatchObject({ token_requests: 1 });
  });

  it('renews a token that is about to end while it is still used: nobody waits, nobody is rejected', async () => {
    await at.bank.admin('PUT', '/accounts/renewed', { token_seconds: 3 });
    const tokens = at.tokens();
    const credentials = at.credentials('renewed');
    let rejected = 0;
    const use = () =>
      tokens.use(credentials, async (token) => {
        const { status } = await fetch(`${at.bank.url}/v1/payments/none`, {
          headers: { Authorization: `Bearer ${token}` },
        });
        if (status === 401) rejected += 1;
        return status;
      });
    await use();
    await expect
      .poll(async () => [await use(), (await at.bank.counts('renewed')).tokens_issued], {
        timeout: 8000,
        interval: 50,
      })
      .toEqual([404, 3]);
    expect(rejected).toBe(0);
    expect(await at.bank.counts('renewed')).toMatchObject({ token_requests: 3 });
  });
});

describe('what is stored', () => {
  it('shows neither token nor secret nor whose it is', async () => {
    const credentials = at.credentials('hidden-organizer');
    const token = await at.tokenOf(at.tokens(), credentials);
    const forms = [token, credentials.clientSecret, credentials.clientId].flatMap((word) =>
      (['utf8', 'base64', 'base64url', 'hex'] as const).map((form) =>
        Buffer.from(word).toString(form).slice(0, 12),
      ),
    );
    let seen = 0;
    for await (const keys of at.client.scanIterator()) {
      for (const key of keys) {
        const dump = await at.client.sendCommand<string>(['DUMP', key]);
        const value = (await at.client.type(key)) === 'string' ? await at.client.get(key) : '';
        for (const form of forms) expect(`${key} ${value} ${dump}`).not.toContain(form);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(0);
  });

  it.each([
    [
      'altered',
      (sealed: string) => `${sealed.slice(0, -9)}${sealed.at(-9) === 'A' ? 'B' : 'A'}${sealed.slice(-8)}`,
    ],
    ['sealed under a key that is gone', (sealed: string) => sealed.replace(/^\w+/, 'gone')],
    ['nonsense', () => 'nonsense'],
  ])('and cannot be read any more (%s) is replaced', async (how, alter) => {
    const credentials = at.credentials(`unreadable-${how.length}`);
    const first = await at.tokenOf(at.tokens(), credentials);
    const [key = ''] = accessTokenKeys(tokenName('bank', credentials));
    await at.client.set(key, alter((await at.client.get(key)) ?? ''), { expiration: 'KEEPTTL' });
    const second = await at.tokenOf(at.tokens(), credentials);
    expect(second).not.toBe(first);
    expect(await at.tokenOf(at.tokens(), credentials)).toBe(second);
    expect(await at.bank.counts(credentials.clientId)).toMatchObject({ token_requests: 2 });
  });

  it('is left alone by changed credentials, which get a token of their own at once', async () => {
    const before = at.credentials('rotated');
    const after = { ...before, clientSecret: 'a new secret from the bank' };
    const tokens = at.tokens();
    await at.callBank(tokens, before);
    await at.bank.admin('PUT', '/accounts/rotated', { client_secret: after.clientSecret });
    expect(await at.callBank(tokens, after)).toBe(404);
    // Whoever does not know yet is rejected, and what was stored for it is gone.
    const refused = await times(50, () => at.callBank(tokens, before).catch((error) => error));
    expect(refused.every(isStoreUnavailable)).toBe(true);
    expect(await at.callBank(tokens, after)).toBe(404);
    expect(await at.bank.counts('rotated')).toMatchObject({ token_requests: 3, tokens_issued: 2 });
  });
});

describe('a provider that fails', () => {
  it('is asked once, then rests for all instances, longer each time, and is asked again', async () => {
    await at.bank.admin('PUT', '/accounts/failing', { faults: [{ on: 'token', kind: 'error_after' }] });
    const credentials = at.credentials('failing');
    const patient = { firstRestMs: 400, longestRestMs: 800 };
    const fifty = () =>
      times(50, () => at.tokenOf(at.tokens({ times: patient }), credentials).catch((error) => error));
    expect((await fifty()).every(isStoreUnavailable)).toBe(true);
    expect((await fifty()).every(isStoreUnavailable)).toBe(true);
    expect(await at.bank.counts('failing')).toMatchObject({ token_requests: 1 });
    await at.bank.admin('PUT', '/accounts/failing', { faults: [] });
    const soon = () => at.tokenOf(at.tokens({ times: patient }), credentials).catch(() => '');
    await expect.poll(soon, { timeout: 5000 }).toMatch(/^bank_/);
    expect(await at.bank.counts('failing')).toMatchObject({ token_requests: 2 });
  });

  it('is let alone for as long as it asks', async () => {
    await at.bank.admin('PUT', '/accounts/limited', { token_requests_per_minute: 1 });
    const credentials = at.credentials('limited');
    await at.tokenOf(at.tokens(), credentials);
    await at.bank.admin('POST', '/accounts/limited/revoke-tokens');
    const tries = await times(20, () => at.callBank(at.tokens(), credentials).catch((error) => error));
    expect(tries.every(isStoreUnavailable)).toBe(true);
    const rests = (await at.client.keys('access_token_rest:*')).map((key) => at.client.pTTL(key));
    expect(Math.max(...(await Promise.all(rests)))).toBeGreaterThan(50_000);
    expect(await at.bank.counts('limited')).toMatchObject({ token_requests: 2 });
  });

  it('while the token at hand is good costs nobody anything', async () => {
    await at.bank.admin('PUT', '/accounts/lucky', { token_seconds: 4 });
    const tokens = at.tokens({ times: { firstRestMs: 200, longestRestMs: 200 } });
    const credentials = at.credentials('lucky');
    await at.tokenOf(tokens, credentials);
    await at.bank.admin('PUT', '/accounts/lucky', {
      faults: [{ on: 'token', kind: 'error_after', times: 1 }],
    });
    const renewed = async () => [
      await at.callBank(tokens, credentials),
      (await at.bank.counts('lucky')).tokens_issued,
    ];
    await expect.poll(renewed, { timeout: 10_000, interval: 50 }).toEqual([404, 3]);
  });

  it('rejects even a new token: asked for one once more only after a rest', async () => {
    const tokens = at.tokens();
    const credentials = at.credentials('rejecting');
    const rejects = () => tokens.use(credentials, async () => tokenRejected);
    const tries = await times(20, () => rejects().catch((error) => error));
    expect(tries.every(isStoreUnavailable)).toBe(true);
    await expect(rejects()).rejects.toSatisfy(isStoreUnavailable);
    expect((await at.bank.counts('rejecting')).token_requests).toBeLessThanOrEqual(2);
  });
});

describe('while Redis is away', () => {
  it('each process keeps a token of its own, and the common one again afterwards', {
    timeout: 30_000,
  }, async () => {
    const tokens = at.tokens();
    const credentials = at.credentials('alone');
    const common = await at.tokenOf(tokens, credentials);
    await at.redis.kill9();
    await expect.poll(() => redisRunId()).toBe('');
    const own = await times(50, () => at.tokenOf(tokens, credentials));
    expect(new Set(own).size).toBe(1);
    expect(own[0]).not.toBe(common);
    expect(await at.callBank(tokens, credentials)).toBe(404);
    expect(await at.bank.counts('alone')).toMatchObject({ token_requests: 2 });
    await at.redis.restart();
    expect(await connectRedis(10_000)).toBe(true);
    const again = await at.tokenOf(tokens, credentials);
    expect(again).not.toBe(own[0]);
    expect(await at.tokenOf(at.tokens(), credentials)).toBe(again);
  });
});
