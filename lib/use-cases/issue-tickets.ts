import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { IssuedTicket } from '@/lib/domain/ticket';
import { readBooking } from '@/lib/postgres/booking-reader';
import { readTickets } from '@/lib/postgres/ticket-store';
import { signTicket } from '@/lib/tickets/sign-ticket';
import { ticketNamer } from '@/lib/tickets/ticket-at-door';
import { signingKey } from '@/lib/tickets/ticket-keys';

/**
 * The tickets of a buyer's own booking, signed. A booking that is not confirmed has none. Nothing is written: a ticket
 * is what the booking has, and the same one gets the same token until the key changes. Refuses somebody else's booking.
 * Throws StoreUnavailable.
 */
export async function issueTickets(wish: {
  buyer: Buyer;
  code: string;
}): Promise<Result<IssuedTicket[], { code: 'BOOKING_NOT_FOUND' }>> {
  const code = normaliseBookingCode(wish.code);
  const booking = await readBooking(wish.buyer.userId, code);
  if (!booking) return refused({ code: 'BOOKING_NOT_FOUND' });
  const { scheduleId, total } = booking;
  const [stored, namer] = await Promise.all([readTickets(wish.buyer.userId, code), ticketNamer(scheduleId)]);
  if (stored.length === 0 || !namer) return granted([]);
  const key = await signingKey();
  const tickets = stored.map(async ({ ticket, priceMinor, serial, usedAt }): Promise<IssuedTicket> => {
    const claims = { scheduleId, code, ticket: ticket.ticket, serial };
    const price = { amount: priceMinor, currency: total.currency };
    const token = await signTicket(claims, key);
    return { ...namer.name(ticket), price, token, usedAt: usedAt?.toISOString() ?? null };
  });
  return granted(await Promise.all(tickets));
}
