import { createHmac, timingSafeEqual } from 'node:crypto';
import { accounts } from '@/lib/accounts/auth';
import { type Cookie, readCookie } from './cookie';

/** As better-auth signs. Its own function goes by way of WebCrypto, which cost an eighth of a hold through the page. */
function signatureOf(token: string, secret: string): Buffer {
  return Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
}

async function cookieOf(value: string, expires: Date): Promise<Cookie> {
  const { authCookies } = await accounts();
  const { name, attributes } = authCookies.sessionToken;
  const secure = attributes.secure === true;
  return { name, value, attributes: { httpOnly: true, sameSite: 'lax', secure, path: '/', expires } };
}

/** The cookie that carries a session: better-auth's own, the token with a signature over it. */
export async function sessionCookie(session: { token: string; expiresAt: Date }): Promise<Cookie> {
  const { secret } = await accounts();
  return cookieOf(`${session.token}.${signatureOf(session.token, secret)}`, session.expiresAt);
}

/** The cookie that takes the session away again. */
export function endedSessionCookie(): Promise<Cookie> {
  return cookieOf('', new Date(0));
}

/** The session token in a request's cookie; null without one or when its signature is not ours. */
export async function tokenOfCookie(headers: Headers): Promise<string | null> {
  if (!headers.has('cookie')) return null;
  const { authCookies, secret } = await accounts();
  const value = readCookie(headers, authCookies.sessionToken.name);
  if (!value) return null;
  const at = value.lastIndexOf('.');
  if (at < 1) return null;
  const token = value.slice(0, at);
  const [ours, theirs] = [signatureOf(token, secret), Buffer.from(value.slice(at + 1))];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? token : null;
}
