import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import type { TicketsRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { renewTicketsInDatabase } from '@/lib/postgres/ticket-store';

/**
 * Makes the tickets of a buyer's own booking anew, for one whose QR codes were seen by somebody else: earlier ones admit
 * nobody any more. Tickets that were used stay used. Refuses a booking that is not confirmed. Throws StoreUnavailable.
 */
export async function renewTickets(wish: {
  buyer: Buyer;
  code: string;
}): Promise<Result<{ serial: number }, TicketsRefusal>> {
  const said = await renewTicketsInDatabase(wish.buyer, normaliseBookingCode(wish.code));
  return 'refusal' in said ? refused({ code: said.refusal }) : granted(said);
}
