import { CompactSign } from 'jose';
import type { TicketClaims } from '@/lib/domain/ticket';
import { ticketPayload } from '@/lib/domain/ticket-token';
import type { SigningKey } from './ticket-keys';

/** A ticket's token: a compact JWS over its claims, about 200 characters. The same ticket always gets the same one. */
export function signTicket(claims: TicketClaims, { kid, key }: SigningKey): Promise<string> {
  return new CompactSign(ticketPayload(claims)).setProtectedHeader({ alg: 'Ed25519', kid }).sign(key);
}
