/** Access tokens of a practice bank, with a Redis of the test's own. Not used by the product. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { closeRedis, connectRedis } from '@/lib/redis/client';
import { startRedis } from '@/scripts/redis.mjs';
import { openTestBank } from '@/server/sandbox-payments/test-bank';
import { type AccessTokenOptions, AccessTokens, tokenRejected } from './access-tokens';
import { sandboxCredentials, sandboxTokenRequest } from './sandbox-credentials';
import type { MerchantCredentials } from './token-request';

/** A call that any valid token may make; 'token_rejected' in its answer's place is what a 401 is. */
async function askBank(url: string, token: string): Promise<number | typeof tokenRejected> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/payments/none`, { headers });
  await response.text();
  return response.status === 401 ? tokenRejected : response.status;
}

/** A bank, a Redis, and access tokens over both. */
export async function openTokensAtBank() {
  const folder = mkdtempSync(join(tmpdir(), 'rowlock-tokens-'));
  const redis = await startRedis({ dataDir: folder, save: false });
  const bank = await openTestBank();
  // No other limit than the one a test sets.
  await bank.admin('PUT', '/accounts/*', { token_requests_per_minute: 1_000_000 });
  Object.assign(process.env, {
    ...{ DATABASE_URL: 'postgresql://unused', REDIS_URL: redis.url, LOG_LEVEL: 'silent' },
    AUTH_SECRET: 'a secret for tests, longer than 32 characters',
  });
  if (!(await connectRedis(5000))) throw new Error('The test Redis does not answer.');
  const client = createClient({ url: redis.url });
  client.on('error', () => undefined);
  await client.connect();

  return {
    ...{ bank, redis, client },
    credentials: (account: string) => sandboxCredentials(bank.sharedSecret, account),
    tokens: (options: Partial<AccessTokenOptions> = {}) =>
      new AccessTokens({
        provider: 'bank',
        request: sandboxTokenRequest(bank.url),
        ...options,
      }),
    /** The token itself, as it is given to a call. */
    tokenOf: (tokens: AccessTokens, credentials: MerchantCredentials) =>
      tokens.use(credentials, async (token) => token),
    /** A call to the bank with it: 404 when all is well, as it asks for a payment that is not there. */
    callBank: (tokens: AccessTokens, credentials: MerchantCredentials) =>
      tokens.use(credentials, (token) => askBank(bank.url, token)),
    async close() {
      if (client.isOpen) client.destroy();
      closeRedis();
      await Promise.all([redis.stop(), bank.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type TokensAtBank = Awaited<ReturnType<typeof openTokensAtBank>>;
