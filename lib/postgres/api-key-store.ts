import { z } from 'zod';
import { type Buyer, roles } from '@/lib/domain/buyer';
import { ask } from './ask';
import { prisma } from './client';

const rowSchema = z.object({
  user_id: z.string(),
  role: z.enum(roles),
  name: z.string(),
  email: z.string(),
  scopes: z.array(z.string()),
  unmarked: z.boolean(),
});

/** An API key as its owner sees it; the key itself is shown once, when it is made. */
export interface ApiKeyView {
  apiKeyId: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
}

const view = { id: true, name: true, prefix: true, scopes: true, createdAt: true, lastUsedAt: true } as const;

/** The account behind a key's hash; undefined when it is unknown or revoked. Its last use is noted once a minute. */
export async function findApiKey(hash: string): Promise<Buyer | undefined> {
  const rows = await ask(
    () => prisma().$queryRaw`
      SELECT u.id AS user_id, u.role::text AS role, u.name, u.email, k.scopes,
             (k.last_used_at IS NULL OR k.last_used_at < clock_timestamp() - interval '1 minute') AS unmarked
      FROM api_keys k JOIN users u ON u.id = k.user_id
      WHERE k.hash = ${hash} AND k.revoked_at IS NULL AND u.deleted_at IS NULL`,
  );
  const row = z.array(rowSchema).parse(rows)[0];
  if (!row) return undefined;
  if (row.unmarked) await markUsed(hash);
  const { user_id: userId, role, name, email, scopes } = row;
  return { userId, sessionId: null, role, name, email, scopes };
}

async function markUsed(hash: string): Promise<void> {
  await ask(
    () => prisma().$executeRaw`
      UPDATE api_keys SET last_used_at = clock_timestamp()
      WHERE hash = ${hash} AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')`,
  );
}

/** Keeps a new key's hash. */
export async function addApiKey(key: {
  id: string;
  userId: string;
  name: string;
  prefix: string;
  hash: string;
  scopes: string[];
}): Promise<ApiKeyView> {
  const { id, ...rest } = await ask(() => prisma().apiKey.create({ data: key, select: view }));
  return { apiKeyId: id, ...rest };
}

/** The account's keys that work, newest first. */
export async function readApiKeys(userId: string): Promise<ApiKeyView[]> {
  const where = { userId, revokedAt: null };
  const orderBy = [{ createdAt: 'desc' }, { id: 'asc' }] as const;
  const keys = await ask(() => prisma().apiKey.findMany({ where, orderBy: [...orderBy], select: view }));
  return keys.map(({ id, ...rest }) => ({ apiKeyId: id, ...rest }));
}

/** Ends a key of the account for good; false when there is none. */
export async function endApiKey(userId: string, apiKeyId: string): Promise<boolean> {
  const where = { id: apiKeyId, userId, revokedAt: null };
  const { count } = await ask(() => prisma().apiKey.updateMany({ where, data: { revokedAt: new Date() } }));
  return count > 0;
}
