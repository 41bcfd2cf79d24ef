import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { beginCheckoutAction, confirmBookingAction } from '@/app/checkout/actions';
import { Streamed } from '@/app/streamed';
import { signedInBuyer } from '@/app/visitor';
import { CheckoutForm } from '@/components/checkout/checkout-form';
import { HoldOver } from '@/components/checkout/hold-over';
import { OrderSummary } from '@/components/checkout/order-summary';
import { UnpaidBooking } from '@/components/checkout/unpaid-booking';
import { PosterLight } from '@/components/events/poster-light';
import { MessagesFor } from '@/components/messages-for';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { Card } from '@/components/ui/card';
import { KeepAdmission } from '@/components/waiting-room/keep-admission';
import type { Buyer } from '@/lib/domain/buyer';
import { choiceIn } from '@/lib/domain/hold';
import { listBookings } from '@/lib/use-cases/list-bookings';
import { viewHold } from '@/lib/use-cases/view-hold';
import { viewSchedule } from '@/lib/use-cases/view-schedule';

interface Props {
  params: Promise<{ scheduleId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('title'), robots: { index: false } };
}

export default function CheckoutPage({ params }: Props) {
  return <Streamed fallback={<PageSkeleton />} render={async () => checkout((await params).scheduleId)} />;
}

async function checkout(scheduleId: string) {
  const found = await viewSchedule({ scheduleId });
  if (!found.ok) notFound();
  const schedule = found.value;
  const buyer = await signedInBuyer(`/checkout/${scheduleId}`);
  const held = await viewHold({ buyer, scheduleId });
  const unpaid = held.ok ? undefined : await unpaidBooking(buyer, scheduleId);
  const t = await getTranslations('checkout');
  return (
    <div className="relative isolate">
      <PosterLight src={schedule.event.poster} />
      <div className="page-width py-10 sm:py-14">
        <h1 className="display mb-8 text-4xl sm:text-5xl">{t('title')}</h1>
        <MessagesFor namespaces={['checkout', 'refusal']}>
          {held.ok ? (
            <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
              <OrderSummary schedule={schedule} hold={held.value} buyer={buyer} />
              <Card className="lg:sticky lg:top-24">
                {schedule.rules.waitingRoom && (
                  <KeepAdmission
                    scheduleId={scheduleId}
                    admission={{ endsAt: held.value.expiresAt, now: schedule.now }}
                  />
                )}
                <CheckoutForm
                  // Another choice is another form: what was agreed to before does not count for it.
                  key={choiceIn(held.value)}
                  hold={held.value}
                  timeZone={schedule.venue.timeZone}
                  methods={schedule.rules.paymentMethods}
                  begin={beginCheckoutAction}
                  confirm={confirmBookingAction}
                />
              </Card>
            </div>
          ) : (
            <Card>
              {unpaid ? (
                <UnpaidBooking code={unpaid.code} working={unpaid.status === 'CAPTURING'} />
              ) : (
                <HoldOver scheduleId={scheduleId} />
              )}
            </Card>
          )}
        </MessagesFor>
      </div>
    </div>
  );
}

/** What the hold may have become: my booking of this schedule that waits for its payment. */
async function unpaidBooking(buyer: Buyer, scheduleId: string) {
  const { bookings } = await listBookings({ buyer });
  return bookings.find(
    (booking) =>
      booking.scheduleId === scheduleId && (booking.status === 'PENDING' || booking.status === 'CAPTURING'),
  );
}
