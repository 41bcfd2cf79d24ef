import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TicketSheet } from '@/components/bookings/ticket-sheet';
import type { BookingView } from '@/lib/domain/booking';
import type { IssuedTicket } from '@/lib/domain/ticket';

interface TicketsProps {
  booking: BookingView;
  tickets: readonly IssuedTicket[];
  buyerName: string;
  /** What else one can do with them. */
  children: ReactNode;
}

/** The tickets of a booking, and what they are good for. */
export async function Tickets({ booking, tickets, buyerName, children }: TicketsProps) {
  const t = await getTranslations('tickets');
  const format = await getFormatter();
  return (
    <section aria-labelledby="tickets" className="mt-10 print:mt-0">
      <div className="no-print">
        <h2 id="tickets" className="font-bold text-2xl">
          {t('title', { count: tickets.length })}
        </h2>
        <p className="mt-2 text-soft">
          {t('hint')}{' '}
          {t('asOf', {
            time: format.dateTime(new Date(), {
              ...{ month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
              timeZone: booking.venue.timeZone,
            }),
          })}
        </p>
        <div className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-3">{children}</div>
      </div>
      <ol className="mt-6 grid gap-5 print:mt-0 print:block">
        {tickets.map((ticket, index) => (
          <TicketSheet
            key={ticket.ticketId}
            booking={booking}
            ticket={ticket}
            buyerName={buyerName}
            nth={index + 1}
            count={tickets.length}
          />
        ))}
      </ol>
    </section>
  );
}
