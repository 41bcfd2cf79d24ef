import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EventCard } from '@/components/events/event-card';
import { EventGridSkeleton } from '@/components/events/event-grid-skeleton';
import { EventHero } from '@/components/events/event-hero';
import { EventSearch, type SearchTerms } from '@/components/events/event-search';
import { OpeningSoon } from '@/components/events/opening-soon';
import { inShowOrder, nextBigThing } from '@/components/events/show-order';
import { buttonStyle } from '@/components/ui/button';
import { listEvents } from '@/lib/use-cases/list-events';
import { first, type Query } from './query';
import { Streamed } from './streamed';

export default function HomePage({ searchParams }: { searchParams: Promise<Query> }) {
  return <Streamed fallback={<EventGridSkeleton />} render={async () => home(await searchParams)} />;
}

async function home(query: Query) {
  const t = await getTranslations('home');
  const terms: SearchTerms = {
    q: first(query.q).trim().slice(0, 100),
    from: day(query.from),
    to: day(query.to),
  };
  const searching = terms.q !== '' || terms.from !== '' || terms.to !== '';
  const cursor = first(query.cursor);
  const { events, nextCursor, now } = await listEvents({
    ...(terms.q && { q: terms.q }),
    ...(terms.from && { from: new Date(`${terms.from}T00:00:00+09:00`) }),
    ...(terms.to && { to: new Date(`${terms.to}T23:59:59+09:00`) }),
    ...(cursor && { cursor }),
  });
  const hero = searching || cursor ? undefined : nextBigThing(events);
  const rest = inShowOrder(events.filter((event) => event !== hero));
  const more = new URLSearchParams({ ...terms, cursor: nextCursor ?? '' });

  return (
    <>
      {hero && <EventHero event={hero} now={now} />}
      {hero && <OpeningSoon events={rest} now={now} />}
      <section aria-labelledby="concerts" className="page-width pt-10 sm:pt-14">
        {hero ? (
          <h2 id="concerts" className="mb-6 font-extrabold text-2xl sm:text-4xl">
            {t('concerts')}
          </h2>
        ) : (
          <h1 id="concerts" className="display mb-6 text-3xl sm:text-5xl">
            {searching ? t('found', { count: events.length }) : t('concerts')}
          </h1>
        )}
        <EventSearch terms={terms} />
        {rest.length === 0 && !hero && <NothingFound searching={searching} />}
        <div className="mt-10 grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4 lg:gap-y-14">
          {/* Below the hero no poster is seen first: it would only stand in the way of the hero's own. */}
          {rest.map((event, index) => (
            <EventCard key={event.eventId} event={event} now={now} eager={!hero && index < 4} />
          ))}
        </div>
        {nextCursor !== null && (
          <p className="mt-12 text-center">
            <Link href={`/?${more}`} className={buttonStyle({ variant: 'secondary', size: 'large' })}>
              {t('more')}
            </Link>
          </p>
        )}
      </section>
    </>
  );
}

/** A day as a date field sends it; anything else is no day. */
function day(value: string | string[] | undefined): string {
  const text = first(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';
}

async function NothingFound({ searching }: { searching: boolean }) {
  const t = await getTranslations('home');
  return (
    <div className="mt-12 rounded-3xl border border-line border-dashed px-6 py-20 text-center">
      <p className="font-bold text-2xl">{searching ? t('nothingFound') : t('nothingYet')}</p>
      <p className="mt-2 text-soft">{searching ? t('nothingFoundHint') : t('nothingYetHint')}</p>
      {searching && (
        <Link href="/" className={`${buttonStyle({ variant: 'secondary' })} mt-6`}>
          {t('findClear')}
        </Link>
      )}
    </div>
  );
}
