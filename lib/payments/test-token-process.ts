/** One of several processes that want tokens at once: forked by the race tests. Not used by the product. */
import { closeRedis, connectRedis } from '@/lib/redis/client';
import { AccessTokens, tokenRejected } from './access-tokens';
import { sandboxTokenRequest } from './sandbox-credentials';
import type { MerchantCredentials } from './token-request';

/** What the parent sends. */
export interface TokenOrder {
  bankUrl: string;
  credentials: MerchantCredentials;
  callers: number;
  /** Callers that share one AccessTokens, as all of a process do; alone: each its own, as if each were a process. */
  alone: boolean;
  waitMs: number;
  claimMs: number;
  /** Call the bank with the token too, and be rejected where it rejects. */
  callBank: boolean;
}

/** What each caller got in the end: the token it used last. */
export type TokensGot = { tokens: string[] } | { failure: string };

async function getTokens(order: TokenOrder): Promise<string[]> {
  const open = () =>
    new AccessTokens({
      provider: 'bank',
      request: sandboxTokenRequest(order.bankUrl),
      times: { waitMs: order.waitMs, claimMs: order.claimMs },
    });
  const shared = open();
  const one = () =>
    (order.alone ? open() : shared).use(order.credentials, async (token) => {
      if (!order.callBank) return token;
      const headers = { Authorization: `Bearer ${token}` };
      const response = await fetch(`${order.bankUrl}/v1/payments/none`, { headers });
      await response.text();
      return response.status === 401 ? tokenRejected : token;
    });
  return Promise.all(Array.from({ length: order.callers }, one));
}

process.on('message', (order: TokenOrder) => {
  getTokens(order).then(
    (tokens) => process.send?.({ tokens } satisfies TokensGot),
    (error: unknown) => process.send?.({ failure: String(error) } satisfies TokensGot),
  );
});
process.on('disconnect', () => {
  closeRedis();
  process.exit(0);
});
if (await connectRedis(10_000)) process.send?.('ready');
