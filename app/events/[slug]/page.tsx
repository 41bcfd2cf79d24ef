import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { Streamed } from '@/app/streamed';
import { EventSkeleton } from '@/components/events/event-skeleton';
import { EventStage } from '@/components/events/event-stage';
import { SaleRules } from '@/components/events/sale-rules';
import { ScheduleCard } from '@/components/events/schedule-card';
import { viewEvent } from '@/lib/use-cases/view-event';

interface Props {
  params: Promise<{ slug: string }>;
}

const eventOf = cache(async (slug: string) => {
  const found = await viewEvent({ idOrSlug: slug });
  return found.ok ? found.value : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await eventOf((await params).slug);
  if (!event) return {};
  const language = await getLocale();
  const title = `${event.title[language]} — ${event.artist[language]}`;
  const description = event.description[language].slice(0, 160);
  return {
    title,
    description,
    alternates: { canonical: `/events/${event.slug}` },
    openGraph: { title, description, images: [event.poster], type: 'website' },
  };
}

export default function EventPage({ params }: Props) {
  return <Streamed fallback={<EventSkeleton />} render={async () => show((await params).slug)} />;
}

async function show(slug: string) {
  const event = await eventOf(slug);
  if (!event) notFound();
  const t = await getTranslations('event');
  const language = await getLocale();
  const [first] = event.schedules;
  const sale = first && event.sales[first.scheduleId];
  return (
    <>
      <EventStage event={event} now={event.now} />
      <div className="page-width grid gap-14 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] lg:gap-16">
        <section aria-labelledby="dates" id="dates-and-seats" className="scroll-mt-20">
          <h2 id="dates" className="font-extrabold text-2xl sm:text-3xl">
            {t('dates')}
          </h2>
          <div className="mt-6 grid gap-5">
            {event.schedules.map((schedule) => (
              <ScheduleCard
                key={schedule.scheduleId}
                slug={event.slug}
                schedule={schedule}
                grades={event.sales[schedule.scheduleId]?.grades ?? []}
                waitingRoom={event.sales[schedule.scheduleId]?.rules.waitingRoom ?? null}
                now={event.now}
              />
            ))}
            {event.schedules.length === 0 && <p className="text-soft">{t('noDates')}</p>}
          </div>
        </section>
        <section aria-labelledby="story" className="lg:pt-1">
          <h2 id="story" className="font-extrabold text-2xl sm:text-3xl">
            {t('story')}
          </h2>
          <div className="mt-6 grid gap-4 text-lg text-soft leading-relaxed">
            {event.description[language].split(/\n+/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </section>
        {sale && (
          <section aria-labelledby="rules" className="lg:col-span-2">
            <h2 id="rules" className="font-extrabold text-2xl sm:text-3xl">
              {t('rules')}
            </h2>
            <div className="mt-7">
              <SaleRules rules={sale.rules} currency={first.minPrice.currency} />
            </div>
          </section>
        )}
      </div>
    </>
  );
}
