import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/env';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
/** The key made from AUTH_SECRET goes by this name. */
const fromAuthSecret = 'auth';

/** The secrets that seal, the first for new values, the others for what was sealed before. */
function ring(): { id: string; secret: string }[] {
  const { AUTH_SECRET, ENCRYPTION_KEYS } = env();
  return [...ENCRYPTION_KEYS, { id: fromAuthSecret, secret: AUTH_SECRET }];
}

function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `rowlock ${purpose}`, 32));
}

/**
 * Encrypts a text that must not be readable where it is stored. What it is for and what it belongs to (`purpose`,
 * `owner`) are bound to it: a value copied to another row, or to another use, cannot be opened there.
 */
export function seal(text: string, purpose: string, owner: string): string {
  const [{ id, secret } = { id: '', secret: '' }] = ring();
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, keyFor(secret, purpose), iv).setAAD(Buffer.from(owner));
  const closed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
  return [id, iv.toString('base64url'), closed.toString('base64url')].join('.');
}

/** Opens what `seal` closed; null when its key is no longer in the environment, or it was altered or moved. */
export function unseal(sealed: string, purpose: string, owner: string): string | null {
  const [id, iv = '', closed = ''] = sealed.split('.');
  const key = ring().find((each) => each.id === id);
  if (!key) return null;
  const bytes = Buffer.from(closed, 'base64url');
  try {
    const length = { authTagLength: tagBytes };
    const opening = createDecipheriv(
      cipher,
      keyFor(key.secret, purpose),
      Buffer.from(iv, 'base64url'),
      length,
    )
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(-tagBytes));
    return opening.update(bytes.subarray(0, -tagBytes), undefined, 'utf8') + opening.final('utf8');
  } catch {
    return null;
  }
}
