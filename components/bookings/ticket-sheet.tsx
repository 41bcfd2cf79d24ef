import { useLocale, useTranslations } from 'next-intl';
import { QrCode } from '@/components/bookings/qr-code';
import { TicketPlace } from '@/components/ticket-place';
import { Badge } from '@/components/ui/badge';
import type { BookingView } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';
import { showClock, showDateTime } from '@/lib/domain/show-time';
import type { IssuedTicket } from '@/lib/domain/ticket';

interface TicketSheetProps {
  booking: BookingView;
  ticket: IssuedTicket;
  buyerName: string;
  /** Which of how many. */
  nth: number;
  count: number;
}

/** One ticket as it is shown at the door; printed on a page of its own. */
export function TicketSheet({ booking, ticket, buyerName, nth, count }: TicketSheetProps) {
  const t = useTranslations('tickets');
  const language = useLocale();
  const { event, venue } = booking;
  const used = ticket.usedAt !== null;
  return (
    <li
      className="grid break-inside-avoid overflow-hidden rounded-3xl border border-line bg-surface sm:grid-cols-[auto_1fr] print:block print:break-after-page print:rounded-none print:border-0 last:print:break-after-auto"
      data-testid={`ticket-${ticket.ticketId}`}
      data-used={used}
    >
      <div className="relative grid place-items-center bg-white p-3 sm:p-2 print:block print:p-0">
        <QrCode
          text={ticket.token}
          label={t('code', { nth, count })}
          className={`size-[min(72vw,20rem)] sm:size-60 print:mx-auto print:size-[9cm] ${used ? 'opacity-25 print:opacity-100' : ''}`}
        />
        {used && ticket.usedAt && (
          <p className="absolute inset-x-4 rounded-2xl bg-black/85 p-3 text-center font-bold text-white print:hidden">
            {t('usedAt', { time: showClock(ticket.usedAt, language, venue.timeZone) })}
          </p>
        )}
      </div>
      <div className="min-w-0 border-line border-t border-dashed p-5 sm:border-t-0 sm:border-l sm:p-7 print:border-0 print:pt-8 print:text-center">
        <p className="flex flex-wrap items-center gap-2 text-faint text-sm print:justify-center">
          <Badge tone="accent">{ticket.grade}</Badge>
          <span>{t('nth', { nth, count })}</span>
        </p>
        <h3 className="mt-2 font-extrabold text-2xl print:text-4xl">
          <TicketPlace ticket={ticket} />
        </h3>
        <p className="mt-4 font-bold print:text-2xl">{event.title[language]}</p>
        <p className="text-soft print:text-lg">{event.artist[language]}</p>
        <p className="mt-2 text-soft print:text-lg">
          <time dateTime={booking.startsAt}>{showDateTime(booking.startsAt, language, venue.timeZone)}</time>
          <br />
          {venue.name[language]}, {venue.city[language]}
        </p>
        <p className="mt-2 text-faint text-sm print:mt-6">
          {buyerName} · {formatMoney(ticket.price, language)} ·{' '}
          <code className="break-all font-mono">{ticket.ticketId}</code>
        </p>
        <p className="mt-8 hidden text-sm print:block">{t('printedHint')}</p>
      </div>
    </li>
  );
}
