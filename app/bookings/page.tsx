import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { BookingRow } from '@/components/bookings/booking-row';
import { type BookingTab, bookingTabs, mayCancel, tabOf } from '@/components/bookings/booking-tab';
import { CancelButton } from '@/components/bookings/cancel-button';
import { MessagesFor } from '@/components/messages-for';
import { wayToPayment } from '@/components/payment/way-to-payment';
import { KeepFresh } from '@/components/site/keep-fresh';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { StandbyList } from '@/components/standby/standby-list';
import { buttonStyle } from '@/components/ui/button';
import type { BookingView } from '@/lib/domain/booking';
import { listBookings } from '@/lib/use-cases/list-bookings';
import { listStandby } from '@/lib/use-cases/list-standby';
import { first, type Query } from '../query';
import { leaveStandbyAction } from '../schedules/[scheduleId]/standby-actions';
import { Streamed } from '../streamed';
import { signedInBuyer } from '../visitor';
import { cancelBookingAction, quoteCancellationAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('bookings');
  return { title: t('title'), robots: { index: false } };
}

export default function BookingsPage({ searchParams }: { searchParams: Promise<Query> }) {
  return <Streamed fallback={<PageSkeleton />} render={async () => bookings(await searchParams)} />;
}

async function bookings(query: Query) {
  const buyer = await signedInBuyer('/bookings');
  const asked = first(query.tab);
  const tab = bookingTabs.find((name) => name === asked) ?? 'upcoming';
  const [{ bookings: all, now }, lines] = await Promise.all([
    listBookings({ buyer }),
    listStandby({ buyer }),
  ]);
  const t = await getTranslations('bookings');
  const shown = all.filter((booking) => tabOf(booking, now) === tab);
  if (tab === 'upcoming') shown.sort(byUrgency);
  const counts = (name: BookingTab) => all.filter((booking) => tabOf(booking, now) === name).length;

  return (
    <div className="narrow-width py-12 sm:py-16">
      {all.some(wayToPayment) && <KeepFresh />}
      <h1 className="display text-4xl sm:text-5xl">{t('title')}</h1>
      {lines.length > 0 && (
        <section aria-labelledby="standby" className="mt-8">
          <h2 id="standby" className="mb-3 font-bold text-xl">
            {t('standby')}
          </h2>
          <MessagesFor namespaces={['standby', 'seat', 'refusal']}>
            <StandbyList lines={lines} now={now} leave={leaveStandbyAction} />
          </MessagesFor>
        </section>
      )}
      <nav aria-label={t('tabs')} className="mt-7 flex gap-1 overflow-x-auto border-line border-b">
        {bookingTabs.map((name) => (
          <Link
            key={name}
            href={name === 'upcoming' ? '/bookings' : `/bookings?tab=${name}`}
            aria-current={name === tab ? 'page' : undefined}
            className="-mb-px flex min-h-12 items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-4 font-semibold text-soft aria-[current]:border-accent-ink aria-[current]:text-ink"
          >
            {t(`tab.${name}`)}
            <span className="text-faint text-sm tabular">{counts(name)}</span>
          </Link>
        ))}
      </nav>
      <div className="mt-7 grid gap-5">
        <MessagesFor namespaces={['bookings', 'refusal']}>
          {shown.map((booking) => (
            <BookingRow key={booking.code} booking={booking}>
              {mayCancel(booking, now) && (
                <CancelButton
                  booking={booking}
                  quote={quoteCancellationAction}
                  cancel={cancelBookingAction}
                />
              )}
            </BookingRow>
          ))}
        </MessagesFor>
        {shown.length === 0 && (
          <div className="rounded-3xl border border-line border-dashed px-6 py-20 text-center">
            <p className="font-bold text-2xl">{t(`empty.${tab}`)}</p>
            <Link href="/" className={`${buttonStyle({ variant: 'secondary' })} mt-6`}>
              {t('findConcert')}
            </Link>
          </div>
        )}
      </div>
    </div>
  );
}

/** What still has to be paid in minutes, then what begins first. */
function byUrgency(a: BookingView, b: BookingView): number {
  const settled = (booking: BookingView) => Number(wayToPayment(booking) === null);
  return settled(a) - settled(b) || Date.parse(a.startsAt) - Date.parse(b.startsAt);
}
