import { z } from 'zod';
import type { DoorTicket } from '@/lib/domain/door-list';
import type { Refusal, TicketAtDoor } from '@/lib/domain/refusals';

// What the API answers at a door, read into what the pages know.

const seat = z.object({ seat_id: z.string(), section: z.string(), row: z.string(), number: z.string() });
const entry = z.object({ area_id: z.string(), area: z.string(), entry_number: z.number().nullable() });
export const ticketAnswer = z
  .object({ ticket_id: z.string(), seat: seat.nullable(), entry: entry.nullable(), grade: z.string() })
  .transform(
    (told): TicketAtDoor => ({
      ticketId: told.ticket_id,
      seat: told.seat && { ...told.seat, seatId: told.seat.seat_id },
      entry: told.entry && {
        ...{ areaId: told.entry.area_id, name: told.entry.area, entryNumber: told.entry.entry_number },
      },
      grade: told.grade,
    }),
  );
const used = z.object({ at: z.string(), device: z.string() });
const listed = z
  .object({ admits: z.boolean(), serial: z.number(), used: used.nullable() })
  .loose()
  .transform(
    ({ admits, serial, used, ...rest }): DoorTicket => ({
      ...ticketAnswer.parse(rest),
      admits,
      serial,
      used,
    }),
  );
const key = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  alg: z.literal('Ed25519'),
  use: z.literal('sig'),
});
export const listAnswer = z.object({
  tickets: z.array(listed),
  next_cursor: z.string().nullable(),
  as_of: z.string(),
  keys: z.array(key),
  counts: z.object({ admitted: z.number(), total: z.number() }),
});
export const admittedAnswer = z.object({ admitted_at: z.string() }).loose();
const details = z.object({
  ticket: ticketAnswer.optional(),
  at: z.string().default(''),
  device: z.string().default(''),
  offline: z.boolean().default(false),
  event_title: z.string().default(''),
  starts_at: z.string().default(''),
  retry_after_seconds: z.number().default(1),
});
export const toldAnswer = z.object({
  scans: z.array(z.object({ scan_id: z.string(), verdict: z.string(), ticket: ticketAnswer.nullable() })),
});
export const wrongEntriesAnswer = z.object({
  entries: z.array(
    z.object({
      ticket: ticketAnswer,
      code: z.string(),
      at: z.string(),
      received_at: z.string(),
      device: z.string(),
      first: used.extend({ offline: z.boolean() }).nullable(),
    }),
  ),
});

/** A refusal of the API as the pages know it; texts of one language stand for both. */
export function refusalOf(code: string, sent: unknown): Refusal {
  const { ticket: about, event_title: title, ...more } = details.parse(sent ?? {});
  const named = about ?? { ticketId: '', seat: null, entry: null, grade: '' };
  return {
    ...{ code, ticket: named, at: more.at, device: more.device, offline: more.offline },
    ...{ eventTitle: { ko: title, en: title }, startsAt: more.starts_at },
    retryAfterSeconds: more.retry_after_seconds,
    // The codes are the API's own, and each finds here what its sentence names.
  } as Refusal;
}

export const envelope = z.union([
  z.object({ success: z.literal(true), data: z.unknown() }),
  z.object({ success: z.literal(false), error: z.object({ code: z.string(), details: z.unknown() }) }),
]);
