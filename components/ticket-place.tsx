import { useLocale, useTranslations } from 'next-intl';
import { nameInEnglish } from '@/lib/domain/name-in-english';
import type { TicketAtDoor } from '@/lib/domain/refusals';
import { seatName } from '@/lib/domain/seat-name';

/** Where a ticket's holder sits, or when the holder's turn in the standing area is. */
export function TicketPlace({ ticket }: { ticket: Pick<TicketAtDoor, 'ticketId' | 'seat' | 'entry'> }) {
  const t = useTranslations();
  const language = useLocale();
  if (ticket.seat) return t('seat.name', seatName(ticket.seat, language));
  // Let in without a connection, and not on the list: nothing more is known of it.
  if (!ticket.entry) return ticket.ticketId;
  const { name, entryNumber } = ticket.entry;
  const area = language === 'en' ? nameInEnglish(name, undefined) : name;
  return t('tickets.entry', { area, number: entryNumber ?? 0 });
}
