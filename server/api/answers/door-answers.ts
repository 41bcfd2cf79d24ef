import { z } from 'zod';
import type { CheckedIn, Door, DoorTicket, WrongEntry } from '@/lib/domain/door-list';
import type { Language } from '@/lib/request/language';
import type { DoorList } from '@/lib/use-cases/read-door-list';
import type { ToldScan } from '@/lib/use-cases/tell-offline-scans';
import { tellDetails } from '../envelope';
import { refusalMessage } from '../refusal-message';
import { moment } from './seat-answers';
import { tellTicketAtDoor, ticketAtDoorAnswer } from './ticket-answers';

export const checkedInAnswer = z.strictObject({
  ...ticketAtDoorAnswer.shape,
  admitted_at: moment,
});

const used = z.strictObject({ at: moment, device: z.string() });
const admission = z.strictObject({ ...used.shape, offline: z.boolean() });

export const doorAnswer = z.strictObject({
  schedule_id: z.string(),
  event_id: z.string(),
  title: z.string(),
  venue: z.string(),
  time_zone: z.string(),
  starts_at: moment,
  manages_staff: z.boolean(),
});

export const doorListAnswer = z.strictObject({
  tickets: z.array(
    z.strictObject({
      ...ticketAtDoorAnswer.shape,
      /** false: cancelled. */
      admits: z.boolean(),
      serial: z.int(),
      used: used.nullable(),
    }),
  ),
  next_cursor: z.string().nullable(),
  /** To be sent as `since` next time. */
  as_of: moment,
  /** What tickets are verified with while there is no connection. */
  keys: z.array(
    z.strictObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      alg: z.literal('Ed25519'),
      use: z.literal('sig'),
    }),
  ),
  counts: z.strictObject({ admitted: z.int(), total: z.int() }),
});

export const toldScanAnswer = z.strictObject({
  scan_id: z.string(),
  /** ADMITTED, or the code of the refusal. */
  verdict: z.string(),
  message: z.string().nullable(),
  ticket: ticketAtDoorAnswer.nullable(),
  admitted_at: moment.nullable(),
  details: z.unknown(),
});

export const wrongEntryAnswer = z.strictObject({
  ticket: ticketAtDoorAnswer,
  /** Why it should not have admitted. */
  code: z.string(),
  at: moment,
  received_at: moment,
  device: z.string(),
  /** The admission that counts, where the ticket was used twice. */
  first: admission.nullable(),
});

/** An admission on the wire. */
export function tellCheckedIn({ ticket, at }: CheckedIn): z.infer<typeof checkedInAnswer> {
  return { ...tellTicketAtDoor(ticket), admitted_at: at };
}

/** A show on the wire, as its door names it. */
export function tellDoor(door: Door, language: Language): z.infer<typeof doorAnswer> {
  return {
    schedule_id: door.scheduleId,
    event_id: door.eventId,
    title: door.eventTitle[language],
    venue: door.venueName[language],
    time_zone: door.timeZone,
    starts_at: door.startsAt,
    manages_staff: door.manages,
  };
}

function tellDoorTicket({ admits, serial, used, ...ticket }: DoorTicket) {
  return { ...tellTicketAtDoor(ticket), admits, serial, used };
}

/** A page of the door list on the wire. */
export function tellDoorList(list: DoorList): z.infer<typeof doorListAnswer> {
  const { tickets, next, asOf, keys, counts } = list;
  return { tickets: tickets.map(tellDoorTicket), next_cursor: next, as_of: asOf, keys, counts };
}

/** What became of an offline scan, on the wire. */
export function tellToldScan({ scanId, said }: ToldScan, language: Language): z.infer<typeof toldScanAnswer> {
  if (said.ok) {
    const { ticket, at } = said.value;
    const admitted = { message: null, ticket: tellTicketAtDoor(ticket), admitted_at: at, details: null };
    return { scan_id: scanId, verdict: 'ADMITTED', ...admitted };
  }
  const { code, ...rest } = said.refusal;
  return {
    scan_id: scanId,
    verdict: code,
    message: refusalMessage(said.refusal, language),
    ticket: 'ticket' in said.refusal ? tellTicketAtDoor(said.refusal.ticket) : null,
    admitted_at: null,
    details: tellDetails(rest, language),
  };
}

/** A wrong entry on the wire. */
export function tellWrongEntry(entry: WrongEntry): z.infer<typeof wrongEntryAnswer> {
  const { ticket, receivedAt, ...rest } = entry;
  return { ...rest, ticket: tellTicketAtDoor(ticket), received_at: receivedAt };
}
