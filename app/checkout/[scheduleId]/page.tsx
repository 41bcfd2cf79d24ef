import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { beginCheckoutAction, confirmBookingAction } from '@/app/checkout/actions';
import { Streamed } from '@/app/streamed';
import { signedInBuyer } from '@/app/visitor';
import { SeatList } from '@/components/bookings/seat-list';
import { CheckoutForm } from '@/components/checkout/checkout-form';
import { HoldOver } from '@/components/checkout/hold-over';
import { CancellationRules } from '@/components/events/cancellation-rules';
import { Poster } from '@/components/events/poster';
import { PosterLight } from '@/components/events/poster-light';
import { MessagesFor } from '@/components/messages-for';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { showDateTime } from '@/components/time/show-time';
import { Card } from '@/components/ui/card';
import { formatMoney } from '@/lib/domain/money';
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
  const t = await getTranslations('checkout');
  const language = await getLocale();
  const { event, venue } = schedule;

  return (
    <div className="relative isolate">
      <PosterLight src={event.poster} />
      <div className="page-width py-10 sm:py-14">
        <h1 className="display text-4xl sm:text-5xl">{t('title')}</h1>
        <MessagesFor namespaces={['checkout', 'refusal', 'seat']}>
          {held.ok ? (
            <div className="mt-8 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
              <div className="grid gap-6">
                <Card>
                  <div className="flex gap-5">
                    <Poster
                      src={event.poster}
                      alt=""
                      eager
                      corners="rounded-lg"
                      className="w-20 shrink-0 sm:w-28"
                    />
                    <div className="min-w-0">
                      <h2 className="font-bold text-xl sm:text-2xl">{event.title[language]}</h2>
                      <p className="text-soft">{event.artist[language]}</p>
                      <p className="mt-2 text-soft text-sm">
                        <time dateTime={schedule.startsAt}>
                          {showDateTime(schedule.startsAt, language, venue.timeZone)}
                        </time>
                        <br />
                        {venue.name[language]}, {venue.city[language]}
                      </p>
                    </div>
                  </div>
                </Card>
                <Card>
                  <h2 className="font-bold text-lg">{t('seats', { count: held.value.seats.length })}</h2>
                  <div className="mt-2">
                    <SeatList seats={held.value.seats} />
                  </div>
                  <p className="mt-2 flex items-baseline justify-between border-line border-t pt-4">
                    <span className="font-bold">{t('total')}</span>
                    <span className="font-extrabold text-2xl tabular">
                      {formatMoney(held.value.total, language)}
                    </span>
                  </p>
                  <p className="text-right text-faint text-sm">{t('noFees')}</p>
                </Card>
                <Card>
                  <h2 className="font-bold text-lg">{t('buyer')}</h2>
                  <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
                    <dt className="text-faint">{t('buyerName')}</dt>
                    <dd className="break-all">{buyer.name}</dd>
                    <dt className="text-faint">{t('buyerEmail')}</dt>
                    <dd className="break-all">{buyer.email}</dd>
                  </dl>
                </Card>
                <Card>
                  <h2 className="mb-2 font-bold text-lg">{t('cancellation')}</h2>
                  <CancellationRules policy={schedule.rules.cancellation} currency={schedule.currency} />
                </Card>
              </div>
              <Card className="lg:sticky lg:top-24">
                <CheckoutForm
                  key={held.value.holdId}
                  hold={held.value}
                  timeZone={venue.timeZone}
                  paymentMethods={schedule.rules.paymentMethods}
                  begin={beginCheckoutAction}
                  confirm={confirmBookingAction}
                />
              </Card>
            </div>
          ) : (
            <Card className="mt-8">
              <HoldOver scheduleId={scheduleId} />
            </Card>
          )}
        </MessagesFor>
      </div>
    </div>
  );
}
