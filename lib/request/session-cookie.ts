import { constantTimeEqual, makeSignature } from 'better-auth/crypto';
import { accounts } from '@/lib/accounts/auth';

/** A session cookie for the door to set; the value is still to be URL-encoded, which both doors' setters do. */
export interface SessionCookie {
  name: string;
  value: string;
  attributes: {
    httpOnly: true;
    sameSite: 'lax';
    secure: boolean;
    path: '/';
    expires: Date;
  };
}

async function cookieOf(value: string, expires: Date): Promise<SessionCookie> {
  const { authCookies } = await accounts();
  const { name, attributes } = authCookies.sessionToken;
  const secure = attributes.secure === true;
  return { name, value, attributes: { httpOnly: true, sameSite: 'lax', secure, path: '/', expires } };
}

/** The cookie that carries a session: better-auth's own, the token with a signature over it. */
export async function sessionCookie(session: { token: string; expiresAt: Date }): Promise<SessionCookie> {
  const { secret } = await accounts();
  return cookieOf(`${session.token}.${await makeSignature(session.token, secret)}`, session.expiresAt);
}

/** The cookie that takes the session away again. */
export function endedSessionCookie(): Promise<SessionCookie> {
  return cookieOf('', new Date(0));
}

function readCookie(headers: Headers, name: string): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(at + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
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
  const signature = new TextEncoder().encode(await makeSignature(token, secret));
  return constantTimeEqual(new TextEncoder().encode(value.slice(at + 1)), signature) ? token : null;
}
