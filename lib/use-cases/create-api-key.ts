import { newApiKey } from '@/lib/accounts/api-key';
import type { ApiKeyScope } from '@/lib/domain/api-key-scopes';
import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { type ApiKeyView, addApiKey } from '@/lib/postgres/api-key-store';

/**
 * Makes an API key that acts as its account within its scopes. The key is in this answer and nowhere else.
 * Refuses NOT_ALLOWED to an API key: only a person makes keys. Throws StoreUnavailable.
 */
export async function createApiKey(asked: {
  buyer: Buyer;
  name: string;
  scopes: readonly ApiKeyScope[];
}): Promise<Result<ApiKeyView & { key: string }, { code: 'NOT_ALLOWED' }>> {
  const { buyer, name, scopes } = asked;
  if (buyer.sessionId === null) return refused({ code: 'NOT_ALLOWED' });
  const { key, prefix, hash } = newApiKey();
  const kept = { id: crypto.randomUUID(), userId: buyer.userId, name, prefix, hash };
  return granted({ ...(await addApiKey({ ...kept, scopes: [...new Set(scopes)] })), key });
}
