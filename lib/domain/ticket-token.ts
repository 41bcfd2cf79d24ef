import { z } from 'zod';
import { type TicketClaims, ticketId, ticketOfId } from './ticket';

/** Names are short: every byte makes the squares of the QR code smaller. */
const claimsSchema = z.strictObject({
  /** schedule */
  s: z.string().min(1).max(64),
  /** ticket id */
  t: z.string().min(3).max(160),
  /** serial */
  n: z.number().int().min(0).max(1_000_000),
});
const headerSchema = z.strictObject({ alg: z.literal('Ed25519'), kid: z.string().min(1).max(64) });

/** A token taken apart, its signature not yet looked at. */
export interface ReadToken {
  kid: string;
  claims: TicketClaims;
}

/** The payload a ticket's token carries. */
export function ticketPayload({ scheduleId, serial, ...name }: TicketClaims): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ s: scheduleId, t: ticketId(name), n: serial }));
}

/**
 * The bytes a part of a token spells; null when it is not spelled the one way there is. Decoders overlook the last
 * bits of a part, so that one signature could be written in several ways: a token altered there is an altered token.
 */
function bytesOf(part: string): Uint8Array | null {
  if (!/^[\w-]+$/.test(part) || part.length % 4 === 1) return null;
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  const spelled = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return spelled === part ? Uint8Array.from(binary, (letter) => letter.charCodeAt(0)) : null;
}

function jsonOf(part: string): unknown {
  const bytes = bytesOf(part);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Takes a ticket's token apart; null when it is none of ours by its form. */
export function readTicketToken(token: string): ReadToken | null {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || bytesOf(signature)?.length !== 64) return null;
  const header = headerSchema.safeParse(jsonOf(head));
  const claims = claimsSchema.safeParse(jsonOf(body));
  if (!header.success || !claims.success) return null;
  const name = ticketOfId(claims.data.t);
  if (!name) return null;
  return { kid: header.data.kid, claims: { ...name, scheduleId: claims.data.s, serial: claims.data.n } };
}
