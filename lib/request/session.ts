import { apiKeyHash, isApiKey } from '@/lib/accounts/api-key';
import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { findApiKey } from '@/lib/postgres/api-key-store';
import { findSession } from '@/lib/postgres/session-store';
import { tokenOfCookie } from './session-cookie';

type WhoRefusal = { code: 'NOT_SIGNED_IN' } | { code: 'SESSION_SUPERSEDED' };

/** What no token of ours looks like is not worth a query, and could not be sent to PostgreSQL as text. */
const tokenForm = /^[\w-]{16,128}$/;

/** The token a request carries: in Authorization, else in the signed session cookie. Null without a usable one. */
export async function tokenOf(headers: Headers): Promise<string | null> {
  const authorization = headers.get('authorization');
  const token =
    authorization === null
      ? await tokenOfCookie(headers)
      : (/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? null);
  return token !== null && tokenForm.test(token) ? token : null;
}

/** Whether a token is a session's rather than an API key. */
export function isSessionToken(token: string): boolean {
  return !isApiKey(token);
}

/**
 * Who is asking, by session or API key: one query, nothing remembered from earlier requests.
 * Refuses NOT_SIGNED_IN, and SESSION_SUPERSEDED after a newer sign-in of the same account. Throws StoreUnavailable.
 */
export async function whoIsAsking(headers: Headers): Promise<Result<Buyer, WhoRefusal>> {
  const token = await tokenOf(headers);
  if (token === null) return refused({ code: 'NOT_SIGNED_IN' });
  if (isApiKey(token)) {
    const buyer = await findApiKey(apiKeyHash(token));
    return buyer ? granted(buyer) : refused({ code: 'NOT_SIGNED_IN' });
  }
  const session = await findSession(token);
  if (!session) return refused({ code: 'NOT_SIGNED_IN' });
  return session.current ? granted(session.buyer) : refused({ code: 'SESSION_SUPERSEDED' });
}

/** Who is asking, where strangers are welcome too; a session ended by a newer sign-in is told apart. */
export async function maybeBuyer(headers: Headers): Promise<{ buyer: Buyer | null; superseded: boolean }> {
  const who = await whoIsAsking(headers);
  if (who.ok) return { buyer: who.value, superseded: false };
  return { buyer: null, superseded: who.refusal.code === 'SESSION_SUPERSEDED' };
}
