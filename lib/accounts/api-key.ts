import { createHash, randomBytes } from 'node:crypto';

const mark = 'rlk_';

/** A new key: 256 random bits behind a mark that secret scanners can find. */
export function newApiKey(): { key: string; prefix: string; hash: string } {
  const key = `${mark}${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, 10), hash: apiKeyHash(key) };
}

/** Whether a bearer token is an API key rather than a session's. */
export function isApiKey(token: string): boolean {
  return token.startsWith(mark);
}

/** What is kept of a key. It has 256 random bits, so a fast hash is enough. */
export function apiKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
