import { getLocale, getTranslations } from 'next-intl/server';
import type { BookingView } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';
import { cancelChoices } from './cancel-choice';
import { readSaySeat } from './say-seat';

/** The tickets that were cancelled out of a booking that goes on; nothing where there are none. */
export async function CancelledLines({ booking }: { booking: BookingView }) {
  const language = await getLocale();
  const say = await readSaySeat();
  const t = await getTranslations('bookings');
  const had = { seats: booking.cancelledSeats, entries: booking.cancelledEntries };
  const cancelled = cancelChoices(had, language, say);
  if (cancelled.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-line border-t" aria-label={t('cancelledTickets')}>
      {cancelled.map(({ ticket, name, price }) => (
        <li key={ticket} className="flex items-baseline gap-4 py-3 text-faint">
          <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
            <s>{name}</s>
            <span className="text-sm">{t('status.CANCELLED')}</span>
          </span>
          <s className="shrink-0 tabular">{formatMoney(price, language)}</s>
        </li>
      ))}
    </ul>
  );
}
