import { randomBytes } from 'node:crypto';
import { accountOf, settingsOf } from './accounts';
import type { Ledger } from './ledger';
import { type Reply, refusal } from './reply';
import { derivedClientSecret, sameSecret, sha256 } from './secrets';

const windowMs = 60_000;

/** Gives out access tokens for an account's id and secret, so many a minute, and knows them again. */
export class Tokens {
  readonly #ledger: Ledger;
  readonly #secret: string;
  /** When each account asked in the last minute. */
  readonly #asked = new Map<string, number[]>();

  constructor(ledger: Ledger, secret: string) {
    this.#ledger = ledger;
    this.#secret = secret;
  }

  /** The client-credentials grant. Refuses a wrong secret, and who asks too often. */
  grant(id: string, secret: string): Reply {
    const account = accountOf(this.#ledger, id);
    const { tokenSeconds, supersedeTokens } = settingsOf(this.#ledger, id);
    const counted = { ...account, tokenRequests: account.tokenRequests + 1 };
    const waitMs = this.#mustWait(id);
    if (waitMs > 0) {
      this.#ledger.write(['account', counted]);
      const reply = refusal(429, 'rate_limited', 'Too many token requests.');
      return { ...reply, headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) } };
    }
    if (!this.#isSecret(id, secret)) {
      this.#ledger.write(['account', counted]);
      return refusal(401, 'invalid_client', 'The client id or secret is wrong.');
    }
    if (supersedeTokens) this.revoke(id);
    const token = `bank_${randomBytes(32).toString('base64url')}`;
    this.#ledger.write(
      ['token', { id: sha256(token), account: id, expiresAt: Date.now() + tokenSeconds * 1000 }],
      ['account', { ...counted, tokensIssued: account.tokensIssued + 1 }],
    );
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds } };
  }

  /** Whose token this is; undefined when it is unknown, expired or revoked. */
  accountOf(token: string): string | undefined {
    const known = this.#ledger.find('token', sha256(token));
    return known && known.expiresAt > Date.now() ? known.account : undefined;
  }

  /** Ends all tokens of an account. */
  revoke(id: string): void {
    const now = Date.now();
    for (const token of this.#ledger.all('token')) {
      if (token.account === id && token.expiresAt > now)
        this.#ledger.write(['token', { ...token, expiresAt: 0 }]);
    }
  }

  #isSecret(id: string, secret: string): boolean {
    const { secretHash } = accountOf(this.#ledger, id);
    return secretHash
      ? sameSecret(sha256(secret), secretHash)
      : sameSecret(secret, derivedClientSecret(this.#secret, id));
  }

  /** Counts a request; how long to wait when there were too many, ms. */
  #mustWait(id: string): number {
    const now = Date.now();
    const recent = (this.#asked.get(id) ?? []).filter((at) => at > now - windowMs);
    this.#asked.set(id, recent);
    const oldest = recent[0];
    const { tokenRequestsPerMinute } = settingsOf(this.#ledger, id);
    if (recent.length >= tokenRequestsPerMinute && oldest !== undefined) return oldest + windowMs - now;
    recent.push(now);
    return 0;
  }
}
