import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { TicketPublicKey } from '@/lib/domain/ticket';
import { log } from '@/lib/log';
import { addTicketKey, readTicketKeys, type StoredTicketKey } from '@/lib/postgres/ticket-key-store';
import { seal, unseal } from '@/lib/sealed';

const purpose = 'ticket keys';
/** Enough of the thumbprint to tell keys apart; every character makes the QR code larger. */
const kidLength = 8;

/** What signs tickets now. */
export interface SigningKey {
  kid: string;
  key: Awaited<ReturnType<typeof importJWK>>;
}

/** Opened private keys, by kid: a key never changes. */
const opened = new Map<string, SigningKey['key']>();

/** Makes a key pair and stores it, the private half sealed; false when another instance was quicker. */
export async function makeTicketKey(
  seen: readonly StoredTicketKey[],
  signsInSeconds: number,
): Promise<boolean> {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const { x = '' } = await exportJWK(publicKey);
  const half = { kty: 'OKP', crv: 'Ed25519', x } as const;
  const kid = (await calculateJwkThumbprint(half)).slice(0, kidLength);
  const sealedPrivate = seal(JSON.stringify(await exportJWK(privateKey)), purpose, kid);
  return addTicketKey(
    { publicKey: { ...half, kid, alg: 'Ed25519', use: 'sig' }, sealedPrivate },
    seen,
    signsInSeconds,
  );
}

async function open({ kid, sealedPrivate }: StoredTicketKey): Promise<SigningKey | null> {
  const known = opened.get(kid);
  if (known) return { kid, key: known };
  const text = sealedPrivate === null ? null : unseal(sealedPrivate, purpose, kid);
  if (text === null) return null;
  const key = await importJWK(JSON.parse(text) as JWK, 'Ed25519');
  opened.set(kid, key);
  return { kid, key };
}

/**
 * The key that signs tickets now: the youngest whose time has come and that can be opened here. Makes one where there is
 * none, also after AUTH_SECRET or ENCRYPTION_KEYS has changed: what was signed before stays good. Throws StoreUnavailable.
 */
export async function signingKey(): Promise<SigningKey> {
  for (let tries = 1; tries <= 3; tries += 1) {
    const keys = await readTicketKeys();
    for (const stored of keys.filter(({ maySign }) => maySign)) {
      const signing = await open(stored);
      if (signing) return signing;
    }
    if (keys.length > 0) log.warn('no ticket key can be opened here: a new one is made');
    await makeTicketKey(keys, 0);
  }
  throw new Error('No ticket key could be made.');
}

/** The keys tickets are verified with. Throws StoreUnavailable. */
export async function verifyingKeys(): Promise<TicketPublicKey[]> {
  return (await readTicketKeys()).map(({ publicKey }) => publicKey);
}
