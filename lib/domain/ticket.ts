import type { Money } from './money';
import type { TicketAtDoor } from './refusals';

/**
 * What a ticket is known by: its booking's code and, within the booking, the place of its seat (`42`), or area and number
 * of its standing place (`0.1`).
 */
export interface TicketName {
  code: string;
  ticket: string;
}

/** A ticket's public id, e.g. `7K2MXQ4H9D-42`. */
export function ticketId({ code, ticket }: TicketName): string {
  return `${code}-${ticket}`;
}

/** The ticket a public id names; null when it is no ticket's id. */
export function ticketOfId(id: string): TicketName | null {
  const at = id.indexOf('-');
  const [code, ticket] = [id.slice(0, at), id.slice(at + 1)];
  return at > 0 && ticket !== '' ? { code, ticket } : null;
}

/** What a ticket says of itself; its signature vouches for it. */
export interface TicketClaims extends TicketName {
  scheduleId: string;
  /** How often the booking's tickets were made anew before this one. */
  serial: number;
}

/** A ticket as its buyer has it. */
export interface IssuedTicket extends TicketAtDoor {
  price: Money;
  /** What the QR code says: a compact JWS. */
  token: string;
  /** When it admitted somebody, ISO 8601; null while it has not. */
  usedAt: string | null;
}

/** A public key that tickets are verified with, as in the key set at /.well-known/jwks.json. */
export interface TicketPublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  alg: 'Ed25519';
  use: 'sig';
}
