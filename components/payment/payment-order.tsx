import { getLocale, getTranslations } from 'next-intl/server';
import { EntryLines } from '@/components/bookings/entry-lines';
import { SeatList } from '@/components/bookings/seat-list';
import { ShowLine } from '@/components/events/show-line';
import { Card } from '@/components/ui/card';
import type { BookingView } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';

/** What is being paid for. */
export async function PaymentOrder({ booking }: { booking: BookingView }) {
  const t = await getTranslations('payment');
  const language = await getLocale();
  return (
    <Card>
      <h2 className="sr-only">{t('order')}</h2>
      <ShowLine show={booking} titleAs="p" />
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
