import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { endApiKey } from '@/lib/postgres/api-key-store';

type RevokeRefusal = { code: 'NOT_ALLOWED' } | { code: 'API_KEY_NOT_FOUND' };

/**
 * Ends one of the account's API keys for good; the next request with it is refused.
 * Refuses NOT_ALLOWED (an API key asks), API_KEY_NOT_FOUND (somebody else's, or ended). Throws StoreUnavailable.
 */
export async function revokeApiKey(asked: {
  buyer: Buyer;
  apiKeyId: string;
}): Promise<Result<{ revoked: string }, RevokeRefusal>> {
  if (asked.buyer.sessionId === null) return refused({ code: 'NOT_ALLOWED' });
  const ended = await endApiKey(asked.buyer.userId, asked.apiKeyId);
  return ended ? granted({ revoked: asked.apiKeyId }) : refused({ code: 'API_KEY_NOT_FOUND' });
}
