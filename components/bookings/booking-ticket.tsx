import { getLocale, getTranslations } from 'next-intl/server';
import { CancelledLines } from '@/components/bookings/cancelled-lines';
import { EntryLines } from '@/components/bookings/entry-lines';
import { SeatList } from '@/components/bookings/seat-list';
import { Poster } from '@/components/events/poster';
import { PosterLight } from '@/components/events/poster-light';
import { Badge } from '@/components/ui/badge';
import type { BookingView } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';
import { showDateTime } from '@/lib/domain/show-time';

/** A booking as one would pin it to the wall: poster, when, where, seats, code. Printed as it is. */
export async function BookingTicket({ booking, buyerName }: { booking: BookingView; buyerName: string }) {
  const t = await getTranslations('bookings');
  const language = await getLocale();
  const { event, venue } = booking;
  return (
    <article className="overflow-hidden rounded-3xl border border-line bg-surface shadow-(--shadow) md:grid md:grid-cols-[16rem_1fr] print:block print:shadow-none">
      <div className="relative isolate grid place-items-center overflow-hidden p-5 md:place-items-start md:p-6 md:pr-0 print:hidden">
        <PosterLight src={event.poster} />
        <Poster src={event.poster} alt="" eager className="w-40 shadow-(--shadow) md:w-full" />
      </div>
      <div className="min-w-0 p-6 sm:p-8">
        <Badge tone={booking.status === 'CONFIRMED' ? 'accent' : 'neutral'}>
          {t(`status.${booking.status}`)}
        </Badge>
        <h2 className="mt-3 font-extrabold text-2xl sm:text-3xl">{event.title[language]}</h2>
        <p className="text-soft">{event.artist[language]}</p>
        <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          <dt className="text-faint">{t('when')}</dt>
          <dd>
            <time dateTime={booking.startsAt}>
              {showDateTime(booking.startsAt, language, venue.timeZone)}
            </time>
          </dd>
          <dt className="text-faint">{t('where')}</dt>
          <dd>
            {venue.name[language]}, {venue.city[language]}
          </dd>
          <dt className="text-faint">{t('bookedBy')}</dt>
          <dd className="break-all">{buyerName}</dd>
        </dl>
        <div className="mt-5 border-line border-t border-dashed pt-2">
          <SeatList seats={booking.seats}>
            <EntryLines entries={booking.entries} />
          </SeatList>
          <CancelledLines booking={booking} />
          <p className="flex items-baseline justify-between border-line border-t pt-3 font-bold">
            <span>{t('total')}</span>
            <span className="text-xl tabular">{formatMoney(booking.total, language)}</span>
          </p>
          {booking.paymentMethod === 'none' && booking.status === 'CONFIRMED' && (
            <p className="text-right text-faint text-sm">{t('payAtVenue')}</p>
          )}
          {booking.fee && booking.refund && (
            <p className="text-right text-soft text-sm">
              {booking.paymentMethod === 'none'
                ? `${t('fee')} ${formatMoney(booking.fee, language)}`
                : t('feeAndRefund', {
                    fee: formatMoney(booking.fee, language),
                    refund: formatMoney(booking.refund, language),
                  })}
            </p>
          )}
        </div>
        <p className="mt-6 rounded-2xl bg-raised p-4 text-center">
          <span className="block text-soft text-sm">{t('code')}</span>
          <code className="mt-1 block select-all break-all font-bold font-mono text-2xl tracking-[0.12em] sm:text-3xl">
            {booking.code}
          </code>
        </p>
      </div>
    </article>
  );
}
