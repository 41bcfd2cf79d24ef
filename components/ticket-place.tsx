import { useTranslations } from 'next-intl';
import { seatName } from '@/components/seat-name';
import type { TicketAtDoor } from '@/lib/domain/refusals';

/** Where a ticket's holder sits, or when the holder's turn in the standing area is. */
export function TicketPlace({ ticket }: { ticket: Pick<TicketAtDoor, 'ticketId' | 'seat' | 'entry'> }) {
  const t = useTranslations();
  if (ticket.seat) return t('seat.name', seatName(ticket.seat));
  // Let in without a connection, and not on the list: nothing more is known of it.
  if (!ticket.entry) return ticket.ticketId;
  return t('tickets.entry', { area: ticket.entry.name, number: ticket.entry.entryNumber ?? 0 });
}
