import { CalendarPlus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cancelBookingAction, quoteCancellationAction, renewTicketsAction } from '@/app/bookings/actions';
import { bookingOf, ticketsOf } from '@/app/bookings/booking-of';
import { first, type Query } from '@/app/query';
import { Streamed } from '@/app/streamed';
import { signedInBuyer } from '@/app/visitor';
import { mayCancel } from '@/components/bookings/booking-tab';
import { BookingTicket } from '@/components/bookings/booking-ticket';
import { CancelButton } from '@/components/bookings/cancel-button';
import { CancellationSteps } from '@/components/bookings/cancellation-steps';
import { Celebration } from '@/components/bookings/celebration';
import { PrintButton } from '@/components/bookings/print-button';
import { Refunds } from '@/components/bookings/refunds';
import { RenewTickets } from '@/components/bookings/renew-tickets';
import { ShowCancelledNote } from '@/components/bookings/show-cancelled-note';
import { Tickets } from '@/components/bookings/tickets';
import { PosterLight } from '@/components/events/poster-light';
import { MessagesFor } from '@/components/messages-for';
import { KeepPage } from '@/components/offline/keep-page';
import { PaymentNote } from '@/components/payment/payment-note';
import { wayToPayment } from '@/components/payment/way-to-payment';
import { KeepFresh } from '@/components/site/keep-fresh';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('bookings');
  return { title: t('booking'), robots: { index: false } };
}

export default function BookingPage({ params, searchParams }: Props) {
  return (
    <Streamed
      fallback={<PageSkeleton />}
      render={async () => booking((await params).code, first((await searchParams).done) !== '')}
    />
  );
}

async function booking(code: string, isNew: boolean) {
  const buyer = await signedInBuyer(`/bookings/${code}`);
  const found = await bookingOf(buyer, code);
  if (!found) notFound();
  const tickets = await ticketsOf(buyer, code);
  const t = await getTranslations('bookings');
  const payText = await getTranslations('payment');
  const toPayment = wayToPayment(found);
  const ticketsText = await getTranslations('tickets');
  const celebrates = isNew && found.status === 'CONFIRMED';
  const keeper = (
    <KeepPage
      scope="/bookings/"
      account={buyer.userId}
      key={[found.status, ...tickets.map(({ token, usedAt }) => `${token.slice(-8)}${usedAt}`)].join()}
      keptText={tickets.length > 0 ? ticketsText('kept') : ''}
    />
  );
  const cancellable = mayCancel(found, new Date().toISOString());
  return (
    <div className="relative isolate">
      <PosterLight src={found.event.poster} />
      {celebrates && <Celebration />}
      <div className="narrow-width py-12 sm:py-16">
        {celebrates ? (
          <div className="no-print mb-10 text-center" role="status">
            <p className="eyebrow">{t('doneEyebrow')}</p>
            <h1 className="display mt-3 text-5xl sm:text-7xl">{t('doneTitle')}</h1>
            <p className="mt-4 text-lg text-soft">{t('doneBody')}</p>
          </div>
        ) : (
          <h1 className="no-print display mb-8 text-4xl sm:text-5xl">{t('booking')}</h1>
        )}
        <div className="no-print mb-6 grid gap-4 empty:hidden">
          <ShowCancelledNote booking={found} />
          {toPayment && <KeepFresh />}
          <PaymentNote booking={found} />
          {toPayment && (
            <Link
              href={`/bookings/${found.code}/payment`}
              className={`${buttonStyle({ size: 'large' })} justify-self-start`}
              prefetch={false}
            >
              {payText(toPayment)}
            </Link>
          )}
        </div>
        {tickets.length > 0 ? (
          <Tickets booking={found} tickets={tickets} buyerName={buyer.name}>
            {keeper}
            <MessagesFor namespaces={['tickets', 'refusal']}>
              <RenewTickets code={found.code} renew={renewTicketsAction} />
            </MessagesFor>
          </Tickets>
        ) : (
          keeper
        )}
        <div className={tickets.length > 0 ? 'mt-10 print:hidden' : ''}>
          <BookingTicket booking={found} buyerName={buyer.name} />
        </div>
        <div className="no-print mt-6 flex flex-wrap justify-center gap-3">
          {(found.status === 'CONFIRMED' || found.status === 'CANCELLED') && (
            <a
              href={`/bookings/${found.code}/calendar`}
              download
              className={buttonStyle({ variant: 'secondary' })}
            >
              <CalendarPlus aria-hidden="true" />
              {t(found.status === 'CONFIRMED' ? 'addToCalendar' : 'cancelInCalendar')}
            </a>
          )}
          <PrintButton label={t('print')} />
          <Link
            href="/bookings"
            className={buttonStyle({ variant: celebrates ? 'primary' : 'secondary' })}
            prefetch={false}
          >
            {t('title')}
          </Link>
        </div>
        <Refunds booking={found} />
        {found.status === 'CONFIRMED' && !found.showCancelled && (
          <Card className="no-print mt-10">
            <h2 className="font-bold text-lg">{t('cancellation')}</h2>
            <CancellationSteps booking={found} />
            {cancellable && (
              <div className="mt-5">
                <MessagesFor namespaces={['bookings', 'refusal']}>
                  <CancelButton
                    booking={found}
                    quote={quoteCancellationAction}
                    cancel={cancelBookingAction}
                  />
                </MessagesFor>
              </div>
            )}
          </Card>
        )}
      </div>
    </div>
  );
}
