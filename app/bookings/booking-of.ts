import { cache } from 'react';
import type { Buyer } from '@/lib/domain/buyer';
import { issueTickets } from '@/lib/use-cases/issue-tickets';
import { viewBooking } from '@/lib/use-cases/view-booking';

/** A buyer's own booking; null for a code that names none of theirs. Asked once a request. */
export const bookingOf = cache(async (buyer: Buyer, code: string) => {
  const found = await viewBooking({ buyer, code: decodeURIComponent(code) });
  return found.ok ? found.value : null;
});

/** The signed tickets of a buyer's own booking; none where it is not confirmed. */
export async function ticketsOf(buyer: Buyer, code: string) {
  const issued = await issueTickets({ buyer, code: decodeURIComponent(code) });
  return issued.ok ? issued.value : [];
}
