import type { Buyer } from './buyer';

/**
 * What an API key may do: read its account's holds and bookings; hold, book and cancel; withhold and release seats; check
 * tickets in at the door.
 */
export const apiKeyScopes = ['read', 'sell', 'manage', 'check_in'] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

/** Whether a text is a scope. */
export function isApiKeyScope(text: string): text is ApiKeyScope {
  return (apiKeyScopes as readonly string[]).includes(text);
}

/** Whether the caller's key carries the scope; a person's session carries all. What sells may also read. */
export function mayDo(buyer: Buyer, scope: ApiKeyScope): boolean {
  if (buyer.scopes === null || buyer.scopes.includes(scope)) return true;
  return scope === 'read' && buyer.scopes.includes('sell');
}
