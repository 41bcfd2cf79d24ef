import { compactVerify, importJWK } from 'jose';
import { granted, type Result, refused } from './result';
import type { TicketClaims, TicketPublicKey } from './ticket';
import { readTicketToken } from './ticket-token';

/**
 * What a ticket's token claims, if one of these keys signed it. The server and a phone at the door without a connection
 * judge by this one function. Refuses what was altered or is no ticket of ours, and keys that are not among these.
 */
export async function verifyTicket(
  token: string,
  keys: readonly TicketPublicKey[],
): Promise<Result<TicketClaims, { code: 'TICKET_BAD_SIGNATURE' } | { code: 'TICKET_UNKNOWN_KEY' }>> {
  const read = readTicketToken(token);
  if (!read) return refused({ code: 'TICKET_BAD_SIGNATURE' });
  const key = keys.find(({ kid }) => kid === read.kid);
  if (!key) return refused({ code: 'TICKET_UNKNOWN_KEY' });
  try {
    await compactVerify(token, await importJWK(key, 'Ed25519'), { algorithms: ['Ed25519'] });
    return granted(read.claims);
  } catch (error) {
    // Anything else is a browser that cannot verify at all: nobody is sent away for that.
    if (
      !(error instanceof Error) ||
      !('code' in error) ||
      error.code !== 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'
    ) {
      throw error;
    }
    return refused({ code: 'TICKET_BAD_SIGNATURE' });
  }
}
