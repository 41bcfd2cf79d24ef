import { hkdfSync } from 'node:crypto';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { WaitingRoomChallenge } from '@/lib/domain/waiting-room';
import { env } from '@/lib/env';

/**
 * About two thousand derivations of a millisecond or less each: a second or two of one core on a laptop, some on a
 * phone. Making a challenge costs us one of them, checking an answer none.
 */
const difficulty = { algorithm: 'PBKDF2/SHA-256', cost: 2000, least: 1000, most: 3000 };
const validSeconds = 600;

interface Whose {
  scheduleId: string;
  userId: string;
}

function secrets() {
  const secret = (use: string) =>
    Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', `rowlock proof of work ${use}`, 32)).toString(
      'hex',
    );
  return { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('answer') };
}

/**
 * A challenge for one account and one schedule: its answer is of no use to anybody else, or elsewhere. `now` is the
 * database's, as the end is asked for by it: instances' own clocks may be minutes apart.
 */
export async function newChallenge({ scheduleId, userId }: Whose, now: Date): Promise<WaitingRoomChallenge> {
  const { parameters, signature } = await createChallenge({
    ...{ algorithm: difficulty.algorithm, cost: difficulty.cost, deriveKey },
    counter: randomInt(difficulty.most, difficulty.least),
    // Not altcha's own expiresAt, which is judged by the clock of whoever verifies.
    data: { schedule: scheduleId, account: userId, until: now.getTime() + validSeconds * 1000 },
    ...secrets(),
  });
  return { parameters: { ...parameters }, signature: signature ?? '' };
}

const proofSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      data: z.object({ schedule: z.string(), account: z.string(), until: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string(), time: z.number().optional() }),
});

function read(proof: string): z.infer<typeof proofSchema> | null {
  try {
    return proofSchema.parse(JSON.parse(Buffer.from(proof, 'base64').toString('utf8')));
  } catch {
    return null;
  }
}

/** Whether a proof (base64, as altcha's own parts send it) answers an unexpired challenge of this account and schedule. */
export async function isProofOfWork(
  proof: string,
  { scheduleId, userId }: Whose,
  now: Date,
): Promise<boolean> {
  const sent = read(proof);
  if (!sent) return false;
  const { data } = sent.challenge.parameters;
  if (data.schedule !== scheduleId || data.account !== userId || data.until <= now.getTime()) return false;
  const { challenge, solution } = sent;
  const said = await verifySolution({
    challenge,
    solution: { time: 0, ...solution },
    deriveKey,
    ...secrets(),
  });
  return said.verified;
}
