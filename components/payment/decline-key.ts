/** Providers' words for why a payment was declined, by what the buyer can do about it. */
const keys = {
  declined_by_issuer: 'issuer',
  challenge_failed: 'identity',
} as const;

type DeclineKey = (typeof keys)[keyof typeof keys] | 'other';

/** Which sentence tells why a payment was declined; a word we do not know is told as such a one. */
export function declineKey(reason: string | null): DeclineKey {
  return reason !== null && Object.hasOwn(keys, reason) ? keys[reason as keyof typeof keys] : 'other';
}
