import { z } from 'zod';
import type { TicketAtDoor } from '@/lib/domain/refusals';
import type { IssuedTicket } from '@/lib/domain/ticket';
import { moment, moneyAnswer, namedSeatAnswer, tellMoney, tellNamedSeat } from './seat-answers';

const ticketAtDoor = {
  ticket_id: z.string(),
  /** null for a place in a standing area. */
  seat: namedSeatAnswer.nullable(),
  entry: z
    .strictObject({ area_id: z.string(), area: z.string(), entry_number: z.int().nullable() })
    .nullable(),
  grade: z.string(),
};
export const ticketAtDoorAnswer = z.strictObject(ticketAtDoor);

export const issuedTicketAnswer = z.strictObject({
  ...ticketAtDoor,
  price: moneyAnswer,
  /** What its QR code says. */
  token: z.string(),
  used_at: moment.nullable(),
});

/** A ticket's name on the wire. */
export function tellTicketAtDoor(ticket: TicketAtDoor): z.infer<typeof ticketAtDoorAnswer> {
  const { ticketId, seat, entry, grade } = ticket;
  return {
    ticket_id: ticketId,
    seat: seat && tellNamedSeat(seat),
    entry: entry && { area_id: entry.areaId, area: entry.name, entry_number: entry.entryNumber },
    grade,
  };
}

/** A signed ticket on the wire. */
export function tellIssuedTicket(ticket: IssuedTicket): z.infer<typeof issuedTicketAnswer> {
  const { price, token, usedAt } = ticket;
  return { ...tellTicketAtDoor(ticket), price: tellMoney(price), token, used_at: usedAt };
}
