import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { type ApiKeyView, readApiKeys } from '@/lib/postgres/api-key-store';

/** The account's working API keys, newest first. Refuses NOT_ALLOWED to an API key. Throws StoreUnavailable. */
export async function listApiKeys(asked: {
  buyer: Buyer;
}): Promise<Result<{ apiKeys: ApiKeyView[] }, { code: 'NOT_ALLOWED' }>> {
  if (asked.buyer.sessionId === null) return refused({ code: 'NOT_ALLOWED' });
  return granted({ apiKeys: await readApiKeys(asked.buyer.userId) });
}
