import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import {
  cancelShowAction,
  removeWaitingRoomAction,
  setWaitingRoomAction,
  steerWaitingRoomAction,
} from '@/app/organizer/actions';
import { Streamed } from '@/app/streamed';
import { signedInBuyer } from '@/app/visitor';
import { MessagesFor } from '@/components/messages-for';
import { CancelShow } from '@/components/organizer/cancel-show';
import { SalesFigures } from '@/components/organizer/sales-figures';
import { ShowCancellationProgress } from '@/components/organizer/show-cancellation-progress';
import { SteerWaitingRoom } from '@/components/organizer/steer-waiting-room';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { buttonStyle } from '@/components/ui/button';
import { formatMoney } from '@/lib/domain/money';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';
import { viewManagedSchedule } from '@/lib/use-cases/view-managed-schedule';
import { viewShowCancellation } from '@/lib/use-cases/view-show-cancellation';
import { viewWaitingRoom } from '@/lib/use-cases/view-waiting-room';

interface Props {
  params: Promise<{ scheduleId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organizer');
  return { title: t('scheduleTitle'), robots: { index: false } };
}

export default function ManagedSchedulePage({ params }: Props) {
  return <Streamed fallback={<PageSkeleton />} render={async () => manage((await params).scheduleId)} />;
}

async function manage(scheduleId: string) {
  const buyer = await signedInBuyer(`/organizer/schedules/${scheduleId}`);
  const found = await viewManagedSchedule({ buyer, scheduleId });
  if (!found.ok) notFound();
  const { schedule, ...sales } = found.value;
  const [room, cancellation] = await Promise.all([
    viewWaitingRoom({ buyer, scheduleId }),
    viewShowCancellation({ buyer, scheduleId }),
  ]);
  const t = await getTranslations('organizer');
  const language = await getLocale();
  const { timeZone } = schedule.venue;
  return (
    <div className="narrow-width py-8 sm:py-12">
      <Head schedule={schedule} />
      {cancellation.ok && <ShowCancellationProgress cancellation={cancellation.value} timeZone={timeZone} />}
      <section aria-labelledby="sales" className="mt-10">
        <h2 id="sales" className="mb-4 font-extrabold text-2xl">
          {t('sales')}
        </h2>
        <SalesFigures {...sales} />
      </section>
      {!schedule.cancelled && (
        <>
          <SteerWaitingRoom
            schedule={schedule}
            room={room.ok ? room.value : null}
            actions={{
              steer: steerWaitingRoomAction,
              save: setWaitingRoomAction,
              remove: removeWaitingRoomAction,
            }}
          />
          {schedule.endsAt > schedule.now && (
            <section aria-labelledby="cancel-show" className="mt-14 border-line border-t pt-8">
              <h2 id="cancel-show" className="font-extrabold text-2xl">
                {t('cancelShow')}
              </h2>
              <p className="mt-2 mb-5 max-w-2xl text-soft">{t('cancelShowHint')}</p>
              <MessagesFor namespaces={['organizer', 'refusal']}>
                <CancelShow
                  scheduleId={scheduleId}
                  title={schedule.event.title[language]}
                  when={showDateTime(schedule.startsAt, language, timeZone)}
                  seatsSold={sales.seatsSold}
                  amount={formatMoney(sales.amount, language)}
                  cancelShow={cancelShowAction}
                />
              </MessagesFor>
            </section>
          )}
        </>
      )}
    </div>
  );
}

async function Head({ schedule }: { schedule: ScheduleDetail }) {
  const t = await getTranslations('organizer');
  const language = await getLocale();
  const { event, venue } = schedule;
  return (
    <header>
      <Link href="/organizer" className={`${buttonStyle({ variant: 'quiet' })} -ml-4`}>
        <ArrowLeft aria-hidden="true" />
        {t('title')}
      </Link>
      <h1 className="display mt-2 text-3xl sm:text-5xl">{event.title[language]}</h1>
      <p className="mt-3 text-lg text-soft">
        <time dateTime={schedule.startsAt}>{showDateTime(schedule.startsAt, language, venue.timeZone)}</time>
        {' · '}
        {venue.name[language]}
      </p>
      <p className="mt-4 flex flex-wrap gap-3">
        <Link href={`/events/${event.slug}`} className={buttonStyle({ variant: 'secondary' })}>
          {t('eventPage')}
        </Link>
        <Link
          href={`/schedules/${schedule.scheduleId}`}
          prefetch={false}
          className={buttonStyle({ variant: 'secondary' })}
        >
          {t('seatMap')}
        </Link>
        <Link
          href={`/check-in/${schedule.scheduleId}`}
          prefetch={false}
          className={buttonStyle({ variant: 'secondary' })}
        >
          {t('checkIn')}
        </Link>
      </p>
    </header>
  );
}
