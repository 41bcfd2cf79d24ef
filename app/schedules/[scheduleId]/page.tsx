import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { first, type Query } from '@/app/query';
import { Streamed } from '@/app/streamed';
import { visitor } from '@/app/visitor';
import { MessagesFor } from '@/components/messages-for';
import { wayToPayment } from '@/components/payment/way-to-payment';
import { hallAddress, stateAddress } from '@/components/seat-map/map-addresses';
import { Picker } from '@/components/seat-map/picker';
import { PickerSkeleton } from '@/components/seat-map/picker-skeleton';
import { buttonStyle } from '@/components/ui/button';
import { LateAdmissionClock } from '@/components/waiting-room/late-admission-clock';
import type { BookingView } from '@/lib/domain/booking';
import { isLive } from '@/lib/domain/booking-states';
import type { Buyer } from '@/lib/domain/buyer';
import { showDateTime } from '@/lib/domain/show-time';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { listBookings } from '@/lib/use-cases/list-bookings';
import { viewHold } from '@/lib/use-cases/view-hold';
import { viewStandby } from '@/lib/use-cases/view-standby';
import {
  holdAreaAction,
  holdBestAvailableAction,
  holdSeatsAction,
  keepAreaAction,
  releaseSeatsAction,
  viewHoldAction,
} from './actions';
import { passRoom } from './pass-room';
import { scheduleOf } from './schedule-of';
import { joinStandbyAction, leaveStandbyAction, viewStandbyAction } from './standby-actions';

interface Props {
  params: Promise<{ scheduleId: string }>;
  searchParams: Promise<Query>;
}

const actions = {
  hold: holdSeatsAction,
  holdArea: holdAreaAction,
  keepArea: keepAreaAction,
  best: holdBestAvailableAction,
  release: releaseSeatsAction,
  view: viewHoldAction,
};

const standbyActions = { join: joinStandbyAction, leave: leaveStandbyAction, view: viewStandbyAction };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const schedule = await scheduleOf((await params).scheduleId);
  if (!schedule) return {};
  const t = await getTranslations('seatMap');
  const language = await getLocale();
  const { slug, title, poster } = schedule.event;
  return {
    title: t('pageTitle', { title: title[language] }),
    // Search engines are led to the concert: one page for all its dates, with words.
    alternates: { canonical: `/events/${slug}` },
    openGraph: { images: [poster] },
  };
}

export default async function SchedulePage({ params, searchParams }: Props) {
  const t = await getTranslations('seatMap');
  return (
    <div data-whole-window className="flex min-h-0 flex-1 flex-col">
      <Streamed
        fallback={<PickerSkeleton label={t('loading')} />}
        render={async () => show((await params).scheduleId, first((await searchParams).seat))}
      />
    </div>
  );
}

async function show(scheduleId: string, seat: string) {
  const schedule = await scheduleOf(scheduleId);
  if (!schedule) notFound();
  const { buyer, superseded } = await visitor();
  const admission = await passRoom(schedule, buyer);
  const { unpaid, ...mine } = buyer
    ? await whatIsMine(buyer, scheduleId)
    : { hold: null, booked: [], entries: 0, standby: [], unpaid: undefined };
  const t = await getTranslations('seatMap');
  const language = await getLocale();
  const { event, venue } = schedule;
  const head = (
    <>
      <Link
        href={`/events/${event.slug}`}
        prefetch={false}
        aria-label={t('backToEvent')}
        className={buttonStyle({ variant: 'quiet', size: 'icon' })}
      >
        <ArrowLeft aria-hidden="true" />
      </Link>
      <div className="min-w-0 leading-snug">
        <h1 className="truncate font-bold sm:text-lg">{event.title[language]}</h1>
        <p className="truncate text-[0.8125rem] text-soft">
          {/* The time first: on a phone the end of the line is cut. */}
          <time dateTime={schedule.startsAt}>
            {showDateTime(schedule.startsAt, language, venue.timeZone)}
          </time>{' '}
          · {venue.name[language]}
        </p>
      </div>
      {unpaid && <ToPayment booking={unpaid} />}
      {admission && (
        <MessagesFor namespaces={['waitingRoom']}>
          <LateAdmissionClock
            scheduleId={scheduleId}
            eventHref={`/events/${event.slug}`}
            admission={admission}
          />
        </MessagesFor>
      )}
    </>
  );
  return (
    <MessagesFor namespaces={['seatMap', 'refusal', 'standby', 'seat']}>
      {/* What the map waits for is asked for with the page, not after its scripts. (As elements: what preload() of React
          DOM asks for here stands in the scripts' own data.) */}
      {[hallAddress(schedule.planId), stateAddress(scheduleId)].map((href) => (
        <link key={href} rel="preload" as="fetch" crossOrigin="anonymous" href={href} />
      ))}
      <Picker
        head={head}
        schedule={schedule}
        visitor={{ buyerId: buyer?.userId ?? null, superseded }}
        {...mine}
        wanted={/^\d{1,6}$/.test(seat) ? Number(seat) : null}
        actions={actions}
        standbyActions={standbyActions}
      />
    </MessagesFor>
  );
}

/** My seats here wait for their payment: the way there. */
async function ToPayment({ booking }: { booking: BookingView }) {
  const t = await getTranslations('payment');
  const way = wayToPayment(booking);
  return (
    way && (
      <Link
        href={`/bookings/${booking.code}/payment`}
        prefetch={false}
        className={`${buttonStyle({ size: 'small' })} ml-auto`}
      >
        {t(way)}
      </Link>
    )
  );
}

/**
 * My hold, my places in line, my booked places, how many places of standing areas I have booked, and the booking that waits
 * for its payment; what cannot be asked just now is left out, for the map is worth showing without it.
 */
async function whatIsMine(buyer: Buyer, scheduleId: string) {
  const [held, lines, listed] = await Promise.all([
    unlessAway(viewHold({ buyer, scheduleId })),
    unlessAway(viewStandby({ buyer, scheduleId })),
    unlessAway(listBookings({ buyer })),
  ]);
  const mine =
    listed?.bookings.filter((booking) => booking.scheduleId === scheduleId && isLive(booking.status)) ?? [];
  return {
    hold: held?.ok ? held.value : null,
    standby: lines?.ok ? lines.value : [],
    booked: mine.flatMap((booking) => booking.seats.map((seat) => seat.place)),
    entries: mine.reduce((sum, booking) => sum + booking.entries.length, 0),
    unpaid: mine.find(wayToPayment),
  };
}

async function unlessAway<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (isStoreUnavailable(error)) return null;
    throw error;
  }
}
