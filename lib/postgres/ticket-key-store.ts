import { z } from 'zod';
import type { TicketPublicKey } from '@/lib/domain/ticket';
import { ask, transact } from './ask';
import { prisma } from './client';
import { sharedQuery } from './shared-query';

const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  alg: z.literal('Ed25519'),
  use: z.literal('sig'),
});

const keyRow = z.object({
  kid: z.string(),
  publicKey,
  sealedPrivate: z.string().nullable(),
  signsFrom: z.date(),
  createdAt: z.date(),
  /** By the database's clock its time to sign has come; of several the youngest does. */
  maySign: z.boolean(),
});

/** A key that tickets are verified with; one of them signs. */
export type StoredTicketKey = z.infer<typeof keyRow>;

/** Any number of our own: whoever holds it decides on a new key, so that instances do not make one each. */
const rotationLock = 7_042_140;

async function readKeys(): Promise<StoredTicketKey[]> {
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT kid, public_jwk AS "publicKey", sealed_private AS "sealedPrivate", signs_from AS "signsFrom",
      created_at AS "createdAt",
      signs_from <= clock_timestamp() AS "maySign"
    FROM ticket_keys WHERE revoked_at IS NULL ORDER BY signs_from DESC, kid`;
  return z.array(keyRow).parse(rows);
}

const all = 'all';
const shared = sharedQuery(async () => new Map([[all, await readKeys()]]));

/** Every key that is not revoked, the youngest first. Requests that arrive together share one query. Throws StoreUnavailable. */
export async function readTicketKeys(): Promise<StoredTicketKey[]> {
  return (await ask(() => shared(all))) ?? [];
}

/** A key about to be stored. */
export interface NewTicketKey {
  publicKey: TicketPublicKey;
  sealedPrivate: string;
}

/**
 * Stores a new key unless another instance has stored one since `seen` were read; false then. It signs so many seconds
 * from now. Throws StoreUnavailable.
 */
export async function addTicketKey(
  key: NewTicketKey,
  seen: readonly Pick<StoredTicketKey, 'kid'>[],
  signsInSeconds: number,
): Promise<boolean> {
  const { publicKey: jwk, sealedPrivate } = key;
  const known = seen.map(({ kid }) => kid);
  const [, added] = await transact(() =>
    prisma().$transaction([
      prisma()
        .$queryRaw`SELECT 1 AS taken FROM (SELECT pg_advisory_xact_lock(${rotationLock}::bigint)) AS lock`,
      prisma().$executeRaw`
        INSERT INTO ticket_keys (kid, public_jwk, sealed_private, signs_from)
        SELECT ${jwk.kid}, ${JSON.stringify(jwk)}::jsonb, ${sealedPrivate},
          clock_timestamp() + make_interval(secs => ${signsInSeconds}::double precision)
        WHERE NOT EXISTS (SELECT 1 FROM ticket_keys WHERE kid <> ALL (${known}::text[]) AND revoked_at IS NULL)`,
    ]),
  );
  return added === 1;
}

/** From now on a key's tickets are refused; false when there is no such key. Throws StoreUnavailable. */
export async function revokeTicketKey(kid: string): Promise<boolean> {
  const revoked = await ask(
    () => prisma().$executeRaw`
      UPDATE ticket_keys SET revoked_at = clock_timestamp(), sealed_private = NULL
      WHERE kid = ${kid} AND revoked_at IS NULL`,
  );
  return revoked === 1;
}

/** Erases the private halves that will not sign again. Throws StoreUnavailable. */
export async function erasePastPrivateKeys(): Promise<void> {
  await ask(
    () => prisma().$executeRaw`
      UPDATE ticket_keys SET sealed_private = NULL
      WHERE sealed_private IS NOT NULL AND signs_from < (
        SELECT max(signs_from) FROM ticket_keys
        WHERE revoked_at IS NULL AND signs_from <= clock_timestamp() - interval '1 hour')`,
  );
}
