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

/** The bookings of a schedule that changed at its door since: let in, made anew, booked, cancelled. */
async function changedBookings(scheduleId: string, since: Date): Promise<string[]> {
  const from = new Date(since.getTime() - overlapSeconds * 1000);
  const rows = await ask(
    () => prisma().$queryRaw<{ id: string }[]>`
      SELECT c.booking_id AS id FROM check_ins c WHERE c.schedule_id = ${scheduleId} AND c.received_at >= ${from}
      UNION SELECT r.booking_id FROM ticket_renewals r JOIN bookings b ON b.id = r.booking_id
        WHERE b.schedule_id = ${scheduleId} AND r.renewed_at >= ${from}
      UNION SELECT a.booking_id FROM booking_audit a JOIN bookings b ON b.id = a.booking_id
        WHERE b.schedule_id = ${scheduleId} AND a.at >= ${from}`,
  );
  return rows.map(({ id }) => id);
}

/** The tickets of confirmed and of cancelled bookings, a page at a time. Throws StoreUnavailable. */
export async function readDoorList(query: DoorListQuery): Promise<ListedTicket[]> {
  const { scheduleId, since, after, limit } = query;
  const changed = since && (await changedBookings(scheduleId, since));
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT ticket_at_door(t) AS ticket, t.serial, t.admits,
        CASE WHEN c.booking_id IS NOT NULL
          THEN jsonb_build_object('at', c.scanned_at, 'device', c.device_id) END AS used
      FROM tickets t LEFT JOIN check_ins c
        ON c.booking_id = t.booking_id AND c.ticket = t.ticket AND c.verdict = 'ADMITTED'
      WHERE t.schedule_id = ${scheduleId} AND t.status IN ('CONFIRMED', 'CANCELLED')
        AND (${changed}::text[] IS NULL OR t.booking_id = ANY (${changed}::text[]))
        AND (${after?.code ?? null}::text IS NULL OR (t.code, t.ticket) > (${after?.code ?? null}, ${after?.ticket ?? null}))
      ORDER BY t.code, t.ticket LIMIT ${limit}`,
  );
  return z.array(row).parse(rows);
}
