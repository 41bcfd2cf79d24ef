import { getLocale } from 'next-intl/server';
import { calendarResponse } from '@/app/calendar-file';
import { env } from '@/lib/env';
import { viewEvent } from '@/lib/use-cases/view-event';

/** A show as a calendar file: `?schedule=<id>`. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const found = await viewEvent({ idOrSlug: slug });
  const wanted = new URL(request.url).searchParams.get('schedule');
  const schedule = found.ok && found.value.schedules.find(({ scheduleId }) => scheduleId === wanted);
  if (!found.ok || !schedule) return new Response(null, { status: 404 });
  const event = found.value;
  const language = await getLocale();
  return calendarResponse(
    {
      uid: `schedule-${schedule.scheduleId}@rowlock`,
      title: `${event.title[language]} — ${event.artist[language]}`,
      description: new URL(`/events/${event.slug}`, env().APP_URL).href,
      location: `${schedule.venue.name[language]}, ${schedule.venue.city[language]}`,
      url: new URL(`/events/${event.slug}`, env().APP_URL).href,
      startsAt: new Date(schedule.startsAt),
      endsAt: new Date(schedule.endsAt),
      cancelled: schedule.cancelled !== null,
      now: new Date(),
    },
    `${event.slug}.ics`,
  );
}
