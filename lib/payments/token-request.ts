import { createHash } from 'node:crypto';

/** What an organizer's account at a provider is signed in with. */
export interface MerchantCredentials {
  clientId: string;
  clientSecret: string;
}

/** A token as the provider gave it. */
export interface TokenGrant {
  token: string;
  lifeMs: number;
}

/** Why the provider gave no token; thrown by a TokenRequest. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  constructor(
    message: string,
    /** credentials: they are wrong, and what was got with them is worth nothing. outage: it may work later. */
    readonly reason: 'credentials' | 'outage',
    /** What the provider asked to wait. */
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

/** Asks a provider for a token, within its own time limit. Throws TokenRefused. */
export type TokenRequest = (credentials: MerchantCredentials) => Promise<TokenGrant>;

/**
 * What an account's token is called where it is kept. The credentials are part of it: when they change, the account
 * starts anew at once, and instances that do not know yet go on undisturbed beside it.
 */
export function tokenName(provider: string, { clientId, clientSecret }: MerchantCredentials): string {
  return createHash('sha256')
    .update(JSON.stringify([provider, clientId, clientSecret]))
    .digest('hex');
}
