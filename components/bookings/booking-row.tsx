import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Poster } from '@/components/events/poster';
import { PaymentNote } from '@/components/payment/payment-note';
import { wayToPayment } from '@/components/payment/way-to-payment';
import { Badge } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { BookingView } from '@/lib/domain/booking';
import { isLive } from '@/lib/domain/booking-states';
import { formatMoney } from '@/lib/domain/money';
import { showDateTime } from '@/lib/domain/show-time';

interface BookingRowProps {
  booking: BookingView;
  /** What one can do with it. */
  children?: ReactNode;
}

/** A booking in the list. */
export async function BookingRow({ booking, children }: BookingRowProps) {
  const t = await getTranslations('bookings');
  const payText = await getTranslations('payment');
  const language = await getLocale();
  const { event, venue } = booking;
  const toPayment = wayToPayment(booking);
  const tickets = [...booking.seats, ...booking.entries];
  const price = tickets.reduce((sum, ticket) => sum + ticket.price.amount, 0);
  const numbers = booking.entries.flatMap(({ entryNumber }) => entryNumber ?? []);
  return (
    <Card className="flex gap-4 sm:gap-6">
      <Poster
        src={event.poster}
        alt=""
        corners="rounded-lg"
        className="hidden w-28 shrink-0 self-start min-[420px]:block"
      />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Badge tone={booking.status === 'CONFIRMED' ? 'accent' : 'neutral'}>
            {t(`status.${booking.status}`)}
          </Badge>
          {booking.showCancelled && <Badge tone="warning">{t('showCancelledBadge')}</Badge>}
          <code className="font-mono text-faint">{booking.code}</code>
        </p>
        <h2 className="mt-2 font-bold text-xl sm:text-2xl">{event.title[language]}</h2>
        <p className="mt-1 text-soft">
          <time dateTime={booking.startsAt}>{showDateTime(booking.startsAt, language, venue.timeZone)}</time>
          <br />
          {venue.name[language]}, {venue.city[language]}
        </p>
        <p className="mt-1 text-soft">
          {t('seatsAndTotal', {
            count: tickets.length,
            total: formatMoney({ amount: price, currency: booking.total.currency }, language),
          })}
          {booking.refund &&
            booking.paymentMethod !== 'none' &&
            ` · ${t('refunded', { refund: formatMoney(booking.refund, language) })}`}
        </p>
        {isLive(booking.status) && numbers.length > 0 && (
          <p className="mt-1 font-semibold text-accent-ink tabular">
            {t('entryNumbers', { count: numbers.length, numbers: numbers.join(', ') })}
          </p>
        )}
        <div className="mt-4 empty:hidden">
          <PaymentNote booking={booking} />
        </div>
        <div className="mt-4 flex flex-wrap gap-3">
          {toPayment && (
            <Link
              href={`/bookings/${booking.code}/payment`}
              className={buttonStyle({ variant: 'primary' })}
              prefetch={false}
            >
              {payText(toPayment)}
            </Link>
          )}
          <Link
            href={`/bookings/${booking.code}`}
            className={buttonStyle({ variant: toPayment ? 'secondary' : 'primary' })}
            prefetch={false}
          >
            {t('open')}
          </Link>
          {children}
        </div>
      </div>
    </Card>
  );
}
