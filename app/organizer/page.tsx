import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ManagedEvent } from '@/components/organizer/managed-event';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { buttonStyle } from '@/components/ui/button';
import { listManagedEvents } from '@/lib/use-cases/list-managed-events';
import { first, type Query } from '../query';
import { Streamed } from '../streamed';
import { signedInBuyer } from '../visitor';

const tabs = ['upcoming', 'past'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organizer');
  return { title: t('title'), robots: { index: false } };
}

export default function OrganizerPage({ searchParams }: { searchParams: Promise<Query> }) {
  return <Streamed fallback={<PageSkeleton />} render={async () => managedEvents(await searchParams)} />;
}

async function managedEvents(query: Query) {
  const buyer = await signedInBuyer('/organizer');
  const tab = first(query.tab) === 'past' ? 'past' : 'upcoming';
  const cursor = first(query.cursor) || undefined;
  const listed = await listManagedEvents({ buyer, past: tab === 'past', cursor });
  if (!listed.ok) notFound();
  const { events, nextCursor, now } = listed.value;
  const t = await getTranslations('organizer');
  const more = new URLSearchParams({ tab, cursor: nextCursor ?? '' });
  return (
    <div className="narrow-width py-12 sm:py-16">
      <h1 className="display text-4xl sm:text-5xl">{t('title')}</h1>
      <nav aria-label={t('tabs')} className="mt-7 flex gap-1 overflow-x-auto border-line border-b">
        {tabs.map((name) => (
          <Link
            key={name}
            href={name === 'upcoming' ? '/organizer' : `/organizer?tab=${name}`}
            aria-current={name === tab ? 'page' : undefined}
            className="-mb-px flex min-h-12 items-center whitespace-nowrap border-transparent border-b-2 px-4 font-semibold text-soft aria-[current]:border-accent-ink aria-[current]:text-ink"
          >
            {t(`tab.${name}`)}
          </Link>
        ))}
      </nav>
      <div className="mt-7 grid gap-5">
        {events.map((event) => (
          <ManagedEvent key={event.eventId} event={event} now={now} />
        ))}
        {events.length === 0 && (
          <p className="rounded-3xl border border-line border-dashed px-6 py-20 text-center font-bold text-2xl">
            {t(`empty.${tab}`)}
          </p>
        )}
      </div>
      {nextCursor !== null && (
        <p className="mt-10 text-center">
          <Link href={`/organizer?${more}`} className={buttonStyle({ variant: 'secondary', size: 'large' })}>
            {t('more')}
          </Link>
        </p>
      )}
    </div>
  );
}
