import { z } from 'zod';
import { ask, transact } from './ask';
import { prisma } from './client';
import { ticketRow } from './ticket-row';

const row = z.object({
  ticket: ticketRow,
  priceMinor: z.number(),
  serial: z.number(),
  usedAt: z.date().nullable(),
});

/** A ticket that admits, or has admitted. */
export type StoredTicket = z.infer<typeof row>;

/** The tickets of a buyer's confirmed booking, seats first; none for any other. Throws StoreUnavailable. */
export async function readTickets(buyerId: string, code: string): Promise<StoredTicket[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT ticket_at_door(t) AS ticket, t.price_minor AS "priceMinor", t.serial, c.scanned_at AS "usedAt"
      FROM bookings b JOIN tickets t ON t.booking_id = b.id
        LEFT JOIN check_ins c
          ON c.booking_id = t.booking_id AND c.ticket = t.ticket AND c.verdict = 'ADMITTED'
      WHERE b.code = ${code} AND b.buyer_id = ${buyerId} AND t.admits
      ORDER BY t.place, t.area, t.entry_number`,
  );
  return z.array(row).parse(rows);
}

const renewSaid = z.union([
  z.object({ serial: z.number() }),
  z.object({ refusal: z.enum(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'BOOKING_NOT_FOUND', 'NO_TICKETS']) }),
]);
/** What the database said of new tickets. */
export type RenewSaid = z.infer<typeof renewSaid>;

/** Makes a booking's tickets anew; earlier ones admit no more. Throws StoreUnavailable. */
export async function renewTicketsInDatabase(
  buyer: { userId: string; sessionId: string | null },
  code: string,
): Promise<RenewSaid> {
  const { userId, sessionId } = buyer;
  const [, , said] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`,
      prisma().$queryRaw`SELECT id FROM bookings WHERE code = ${code} AND buyer_id = ${userId} FOR UPDATE`,
      prisma().$queryRaw<{ said: unknown }[]>`SELECT renew_tickets(${userId}, ${sessionId}, ${code}) AS said`,
    ]),
  );
  return renewSaid.parse(said[0]?.said);
}

/** Those tickets of a booking that have admitted somebody, as the view `tickets` names them. Throws StoreUnavailable. */
export async function readUsedTickets(bookingId: string): Promise<string[]> {
  const rows = await ask(() =>
    prisma().checkIn.findMany({ where: { bookingId, verdict: 'ADMITTED' }, select: { ticket: true } }),
  );
  return rows.map(({ ticket }) => ticket);
}
