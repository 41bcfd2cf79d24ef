import { CalendarX2 } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import type { BookingView } from '@/lib/domain/booking';
import { showDateTime } from '@/lib/domain/show-time';

interface ShowCancelledNoteProps {
  booking: Pick<BookingView, 'showCancelled' | 'status' | 'paymentMethod' | 'venue'>;
}

/** That a booking's show was called off, why, and what becomes of the money; nothing for shows that take place. */
export async function ShowCancelledNote({ booking }: ShowCancelledNoteProps) {
  const { showCancelled, status, paymentMethod, venue } = booking;
  if (!showCancelled || status === 'EXPIRED') return null;
  const t = await getTranslations('bookings');
  const language = await getLocale();
  const paid = paymentMethod !== 'none';
  return (
    <div
      data-testid="show-cancelled"
      className="flex items-start gap-3 rounded-xl border border-warning p-4 sm:p-5"
    >
      <CalendarX2 aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-warning" />
      <div className="min-w-0">
        <p className="font-bold">{t('showCancelled')}</p>
        {showCancelled.reason !== null && <p className="mt-1 break-words">{showCancelled.reason}</p>}
        <p className="mt-1 text-soft text-sm">
          {t(paid ? 'showCancelledPaid' : 'showCancelledUnpaid', {
            at: showDateTime(showCancelled.at, language, venue.timeZone),
          })}
        </p>
      </div>
    </div>
  );
}
