import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Streamed } from '@/app/streamed';
import { visitor } from '@/app/visitor';
import { Poster } from '@/components/events/poster';
import { PosterLight } from '@/components/events/poster-light';
import { MessagesFor } from '@/components/messages-for';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { RoomDoor } from '@/components/waiting-room/room-door';
import { WaitingRoom } from '@/components/waiting-room/waiting-room';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';
import { viewWaitingPlace } from '@/lib/use-cases/view-waiting-place';
import { scheduleOf } from '../schedule-of';

interface Props {
  params: Promise<{ scheduleId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const schedule = await scheduleOf((await params).scheduleId);
  if (!schedule) return {};
  const t = await getTranslations('waitingRoom');
  const language = await getLocale();
  return { title: t('pageTitle', { title: schedule.event.title[language] }), robots: { index: false } };
}

export default function WaitingRoomPage({ params }: Props) {
  return <Streamed fallback={<PageSkeleton />} render={async () => wait((await params).scheduleId)} />;
}

async function wait(scheduleId: string) {
  const schedule = await scheduleOf(scheduleId);
  if (!schedule) notFound();
  const room = schedule.rules.waitingRoom;
  if (!room) redirect(`/schedules/${scheduleId}`);
  const { buyer, superseded, outage } = await visitor();
  if (outage) throw outage;
  if (!buyer) {
    return (
      <Stage schedule={schedule}>
        <RoomDoor schedule={schedule} opensAt={room.opensAt} superseded={superseded} />
      </Stage>
    );
  }
  const found = await viewWaitingPlace({ buyer, scheduleId });
  // Taken away since the schedule was read.
  if (!found.ok) redirect(`/schedules/${scheduleId}`);
  const language = await getLocale();
  return (
    <Stage schedule={schedule}>
      <MessagesFor namespaces={['waitingRoom']}>
        <WaitingRoom
          scheduleId={scheduleId}
          eventTitle={schedule.event.title[language]}
          eventHref={`/events/${schedule.event.slug}`}
          timeZone={schedule.venue.timeZone}
          place={{ ...found.value, admission: null }}
        />
      </MessagesFor>
    </Stage>
  );
}

/** The room's walls: what is on, under the light of its poster. */
async function Stage({ schedule, children }: { schedule: ScheduleDetail; children: ReactNode }) {
  const t = await getTranslations('waitingRoom');
  const language = await getLocale();
  const { event, venue } = schedule;
  return (
    <div className="relative isolate grow overflow-hidden">
      <PosterLight src={event.poster} />
      <div className="narrow-width py-8 sm:py-14">
        <header className="mb-10 flex items-center gap-4 sm:mb-14 sm:gap-6">
          <Poster
            src={event.poster}
            alt=""
            eager
            corners="rounded-lg"
            className="w-16 shrink-0 shadow-(--shadow) sm:w-24"
          />
          <div className="min-w-0">
            <p className="eyebrow">{t('eyebrow')}</p>
            <h1 className="mt-1 font-extrabold text-xl sm:text-3xl">
              <Link href={`/events/${event.slug}`} className="underline-offset-4 hover:underline">
                {event.title[language]}
              </Link>
            </h1>
            <p className="mt-1 text-sm text-soft sm:text-base">
              <time dateTime={schedule.startsAt}>
                {showDateTime(schedule.startsAt, language, venue.timeZone)}
              </time>
              {' · '}
              {venue.name[language]}
            </p>
          </div>
        </header>
        {children}
      </div>
    </div>
  );
}
