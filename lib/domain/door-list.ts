import type { TicketAtDoor, TicketRefusal } from './refusals';
import type { Text } from './sale';
import type { TicketClaims, TicketName } from './ticket';
import { ticketId } from './ticket';

/** A ticket that admits. */
export interface CheckedIn {
  ticket: TicketAtDoor;
  /** ISO 8601. */
  at: string;
}

/** A ticket on the door list. */
export interface DoorTicket extends TicketAtDoor {
  /** false: cancelled. */
  admits: boolean;
  serial: number;
  /** Its admission, as far as the list knows. `at` is ISO 8601. */
  used: { at: string; device: string } | null;
}

/** A show as its door names it. */
export interface Door {
  scheduleId: string;
  eventId: string;
  eventTitle: Text;
  venueName: Text;
  /** IANA zone. */
  timeZone: string;
  startsAt: string;
  /** Whether the reader may say who is on its staff. */
  manages: boolean;
}

/** Somebody whom a device without a connection let in wrongly. */
export interface WrongEntry {
  ticket: TicketAtDoor;
  /** Why not. */
  code: TicketRefusal['code'];
  at: string;
  receivedAt: string;
  device: string;
  /** The admission that counts, where the ticket was used twice. */
  first: { at: string; device: string; offline: boolean } | null;
}

/**
 * Without a connection a ticket may be younger than the list: nobody but the server can tell. And a browser may not know
 * how to verify signatures.
 */
export type OfflineRefusal =
  | Exclude<TicketRefusal, { code: 'TICKET_WRONG_SHOW' }>
  | { code: 'OFFLINE_WRONG_SHOW' }
  | { code: 'OFFLINE_CANNOT_VERIFY' }
  | { code: 'OFFLINE_NOT_LISTED'; ticketId: string };

/**
 * Judges a ticket by a downloaded list, where the server is out of reach; null when it admits. By the same rule as
 * `check_in` in the database, as far as the list knows.
 * @param asked what the verified token claims, or a ticket looked up by hand
 */
export function judgeOffline(
  door: { scheduleId: string },
  asked: TicketClaims | TicketName,
  listed: DoorTicket | undefined,
): OfflineRefusal | null {
  if ('scheduleId' in asked && asked.scheduleId !== door.scheduleId) return { code: 'OFFLINE_WRONG_SHOW' };
  if (!listed) return { code: 'OFFLINE_NOT_LISTED', ticketId: ticketId(asked) };
  const { admits, serial, used, ...ticket } = listed;
  if (!admits) return { code: 'TICKET_CANCELLED', ticket };
  if ('serial' in asked && asked.serial < serial) return { code: 'TICKET_REPLACED', ticket };
  if (used) return { code: 'TICKET_ALREADY_USED', ticket, ...used, offline: true };
  return null;
}
