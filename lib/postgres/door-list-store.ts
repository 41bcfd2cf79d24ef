import { z } from 'zod';
import { ask } from './ask';
import { prisma } from './client';
import { ticketRow } from './ticket-row';

const row = z.object({
  ticket: ticketRow,
  serial: z.number(),
  admits: z.boolean(),
  used: z.object({ at: z.coerce.date(), device: z.string() }).nullable(),
});
/** A ticket as the door list has it. */
export type ListedTicket = z.infer<typeof row>;

/** Which part of a schedule's door list. */
export interface DoorListQuery {
  scheduleId: string;
  /** Only what has changed since; null = all. */
  since: Date | null;
  /** Goes on after this ticket of the order (code, ticket). */
  after: { code: string; ticket: string } | null;
  limit: number;
}

/**
 * A change is stamped before it commits, and a transaction lasts 9 s at most: asked for what has changed since an
 * instant, what was stamped shortly before is told again.
 */
const overlapSeconds = 30;

/** The tickets of confirmed and of cancelled bookings, a page at a time. Throws StoreUnavailable. */
export async function readDoorList({
  scheduleId,
  since,
  after,
  limit,
}: DoorListQuery): Promise<ListedTicket[]> {
  const from = since && new Date(since.getTime() - overlapSeconds * 1000);
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT ticket_at_door(t) AS ticket, t.serial, t.admits,
        CASE WHEN c.booking_id IS NOT NULL
          THEN jsonb_build_object('at', c.scanned_at, 'device', c.device_id) END AS used
      FROM tickets t LEFT JOIN check_ins c
        ON c.booking_id = t.booking_id AND c.ticket = t.ticket AND c.verdict = 'ADMITTED'
      WHERE t.schedule_id = ${scheduleId} AND t.status IN ('CONFIRMED', 'CANCELLED')
        AND (${from}::timestamptz IS NULL OR c.received_at >= ${from} OR t.renewed_at >= ${from}
          OR EXISTS (SELECT 1 FROM booking_audit a WHERE a.booking_id = t.booking_id AND a.at >= ${from}))
        AND (${after?.code ?? null}::text IS NULL OR (t.code, t.ticket) > (${after?.code ?? null}, ${after?.ticket ?? null}))
      ORDER BY t.code, t.ticket LIMIT ${limit}`,
  );
  return z.array(row).parse(rows);
}
