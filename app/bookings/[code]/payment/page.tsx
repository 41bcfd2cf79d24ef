import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { abandonPaymentAction, startPaymentAction } from '@/app/bookings/actions';
import { bookingOf } from '@/app/bookings/booking-of';
import { first, type Query } from '@/app/query';
import { Streamed } from '@/app/streamed';
import { signedInBuyer } from '@/app/visitor';
import { PosterLight } from '@/components/events/poster-light';
import { MessagesFor } from '@/components/messages-for';
import { PaymentOrder } from '@/components/payment/payment-order';
import { PaymentPanel } from '@/components/payment/payment-panel';
import { paymentShown } from '@/components/payment/payment-shown';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { viewPayment } from '@/lib/use-cases/view-payment';

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('payment');
  return { title: t('pageTitle'), robots: { index: false } };
}

/** Where a purchase is on its way: the provider sends the buyer's browser back here, whatever was decided there. */
export default function PaymentPage({ params, searchParams }: Props) {
  return (
    <Streamed
      fallback={<PageSkeleton />}
      render={async () => payment((await params).code, first((await searchParams).go) !== '')}
    />
  );
}

async function payment(asked: string, headed: boolean) {
  const buyer = await signedInBuyer(`/bookings/${asked}/payment`);
  const found = await viewPayment({ buyer, code: decodeURIComponent(asked) });
  const booking = await bookingOf(buyer, asked);
  if (!booking) notFound();
  // Nothing to pay, or paid: the tickets are there.
  if (!found.ok) redirect(`/bookings/${booking.code}`);
  if (found.value.stage === 'paid') redirect(`/bookings/${booking.code}?done=1`);
  return (
    <div className="relative isolate">
      <PosterLight src={booking.event.poster} />
      <div className="page-width grid items-start gap-x-14 gap-y-10 py-10 sm:py-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <MessagesFor namespaces={['payment', 'checkout', 'refusal']}>
          <PaymentPanel
            payment={paymentShown(found.value)}
            now={found.value.now.toISOString()}
            headed={headed}
            claimedAt={booking.createdAt}
            show={{
              ...{ scheduleId: booking.scheduleId, slug: booking.event.slug },
              ...{ timeZone: booking.venue.timeZone, cancelled: booking.showCancelled !== null },
            }}
            again={startPaymentAction}
            giveUp={abandonPaymentAction}
          />
        </MessagesFor>
        <PaymentOrder booking={booking} />
      </div>
    </div>
  );
}
