import { hkdfSync, subtle } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { env } from '@/lib/env';

/** A token is good for this long; whoever is inside gets a fresh one each time the place is asked for. */
const tokenSeconds = 300;

const algorithm = 'HS256';
const audience = 'rowlock-admission';

let derived: Promise<CryptoKey> | undefined;

/** A key of its own: a token of another use of the secret never passes for an admission. Imported once; that is slow. */
function key(): Promise<CryptoKey> {
  derived ??= subtle.importKey(
    'raw',
    hkdfSync('sha256', env().AUTH_SECRET, '', 'rowlock admission token', 32),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
  return derived;
}

/** Signs that an account may pass a schedule's waiting room, for some minutes and not past the admission's end. */
export async function signAdmission(
  whose: { scheduleId: string; userId: string },
  admissionEndsAt: Date,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const expires = Math.min(now.getTime() + tokenSeconds * 1000, admissionEndsAt.getTime());
  const expiresAt = new Date(Math.ceil(expires / 1000) * 1000);
  const token = await new SignJWT({ schedule: whose.scheduleId })
    .setProtectedHeader({ alg: algorithm })
    .setAudience(audience)
    .setSubject(whose.userId)
    .setExpirationTime(expiresAt)
    .sign(await key());
  return { token, expiresAt };
}

/**
 * Whether a token is ours, unexpired, and for this account and schedule. `now` is the database's: instances' own clocks
 * may be minutes apart.
 */
export async function isAdmissionToken(
  token: string,
  whose: { scheduleId: string; userId: string },
  now: Date,
): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, await key(), {
      algorithms: [algorithm],
      audience,
      subject: whose.userId,
      requiredClaims: ['exp'],
      currentDate: now,
    });
    return payload.schedule === whose.scheduleId;
  } catch {
    return false;
  }
}
