import { z } from 'zod';
import { type Buyer, roles } from '@/lib/domain/buyer';
import { ask, transact } from './ask';
import { prisma } from './client';
import { sharedQuery } from './shared-query';

const rowSchema = z.object({
  token: z.string(),
  session_id: z.string(),
  user_id: z.string(),
  role: z.enum(roles),
  name: z.string(),
  email: z.string(),
  current: z.boolean(),
});

/** The session behind a token: valid, or ended by a newer sign-in of the same account. */
export type FoundSession = { current: true; buyer: Buyer } | { current: false };

async function readSessions(tokens: readonly string[]): Promise<Map<string, FoundSession>> {
  const rows = await prisma().$queryRaw`
    SELECT s.token, s.id AS session_id, u.id AS user_id, u.role::text AS role, u.name, u.email,
           u.current_session_id IS NOT DISTINCT FROM s.id AS current
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token = ANY(${tokens}::text[]) AND s.expires_at > clock_timestamp() AND u.deleted_at IS NULL`;
  const found = z.array(rowSchema).parse(rows);
  return new Map(found.map((row) => [row.token, foundSession(row)]));
}

function foundSession(row: z.infer<typeof rowSchema>): FoundSession {
  if (!row.current) return { current: false };
  const { user_id: userId, session_id: sessionId, role, name, email } = row;
  return { current: true, buyer: { userId, sessionId, role, name, email, scopes: null } };
}

// Bounded inside as well: a query that never settles must not keep the next one waiting.
const shared = sharedQuery((tokens) => ask(() => readSessions(tokens)));

/**
 * The unexpired session of a token. Requests that arrive together share one query; none is answered from an earlier
 * one. Throws StoreUnavailable.
 */
export async function findSession(token: string): Promise<FoundSession | undefined> {
  return await ask(() => shared(token));
}

/** Which of these sessions still are their accounts' one valid session. Throws StoreUnavailable. */
export async function readLiveSessions(sessionIds: readonly string[]): Promise<Set<string>> {
  const rows = await ask(
    () => prisma().$queryRaw<{ id: string }[]>`
      SELECT s.id FROM sessions s JOIN users u ON u.current_session_id = s.id
      WHERE s.id = ANY (${sessionIds as string[]}) AND s.expires_at > clock_timestamp() AND u.deleted_at IS NULL`,
  );
  return new Set(rows.map((row) => row.id));
}

/**
 * Points the account at its one valid session. The account's row is locked first and its password compared in a later
 * statement, so a sign-in that checked a password which was changed meanwhile gets nothing (false).
 */
export async function makeSessionCurrent(wanted: {
  userId: string;
  sessionId: string;
  passwordHash: string;
}): Promise<boolean> {
  const { userId, sessionId, passwordHash } = wanted;
  const [, changed] = await transact(() => {
    const db = prisma();
    return db.$transaction([
      db.$executeRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`,
      db.$executeRaw`
        UPDATE users SET current_session_id = ${sessionId}
        WHERE id = ${userId} AND deleted_at IS NULL AND EXISTS (
          SELECT 1 FROM accounts
          WHERE user_id = ${userId} AND provider_id = 'credential' AND password = ${passwordHash})`,
    ]);
  });
  return changed === 1;
}

/** Ends the session of a token. The account's pointer goes only if it still points here. Unknown tokens are no error. */
export async function endSession(token: string): Promise<void> {
  await transact(
    () => prisma().$executeRaw`
      WITH gone AS (DELETE FROM sessions WHERE token = ${token} RETURNING id, user_id)
      UPDATE users SET current_session_id = NULL FROM gone
      WHERE users.id = gone.user_id AND users.current_session_id = gone.id`,
  );
}
