import { getLocale, getTranslations } from 'next-intl/server';
import { EntryLines } from '@/components/bookings/entry-lines';
import { SeatList } from '@/components/bookings/seat-list';
import { Poster } from '@/components/events/poster';
import { Card } from '@/components/ui/card';
import type { BookingView } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';
import { showDateTime } from '@/lib/domain/show-time';

/** What is being paid for. */
export async function PaymentOrder({ booking }: { booking: BookingView }) {
  const t = await getTranslations('payment');
  const language = await getLocale();
  const { event, venue, startsAt } = booking;
  return (
    <Card>
      <h2 className="sr-only">{t('order')}</h2>
      <div className="flex gap-4">
        <Poster
          src={event.poster}
          alt=""
          eager
          corners="rounded-lg"
          className="w-20 shrink-0 self-start sm:w-24"
        />
        <div className="min-w-0">
          <p className="font-bold text-xl">{event.title[language]}</p>
          <p className="text-soft text-sm">{event.artist[language]}</p>
          <p className="mt-2 text-soft text-sm">
            <time dateTime={startsAt}>{showDateTime(startsAt, language, venue.timeZone)}</time>
            <br />
            {venue.name[language]}, {venue.city[language]}
          </p>
        </div>
      </div>
      <div className="mt-5 border-line border-t border-dashed pt-2">
        <SeatList seats={booking.seats}>
          <EntryLines entries={booking.entries} />
        </SeatList>
        <p className="flex items-baseline justify-between border-line border-t pt-4">
          <span className="font-bold">{t('total')}</span>
          <span className="font-extrabold text-2xl tabular">{formatMoney(booking.total, language)}</span>
        </p>
      </div>
    </Card>
  );
}
