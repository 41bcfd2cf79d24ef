import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Poster } from '@/components/events/poster';
import { SaleBadge } from '@/components/events/sale-badge';
import { saleOfEvent } from '@/components/events/sale-of';
import { formatMoney } from '@/lib/domain/money';
import type { EventSummary } from '@/lib/domain/sale';
import { showDays } from '@/lib/domain/show-time';

/** A concert in the grid: poster, state of its sale, who, when, where, from how much. */
export async function EventCard({ event, now, eager }: { event: EventSummary; now: string; eager: boolean }) {
  const t = await getTranslations('home');
  const language = await getLocale();
  const ahead = event.schedules.filter(
    ({ saleStatus }) => saleStatus !== 'closed' && saleStatus !== 'cancelled',
  );
  const shows = ahead.length > 0 ? ahead : event.schedules;
  const [first] = shows;
  if (!first) return null;
  const sale = saleOfEvent(event.schedules);
  const over = sale.state === 'closed' || sale.state === 'sold_out' || sale.state === 'cancelled';
  const cheapest = shows.reduce((a, b) => (b.minPrice.amount < a.minPrice.amount ? b : a));
  const venues = new Set(shows.map((schedule) => schedule.venue.name[language]));
  return (
    <article className="group relative animate-rise">
      <div className="relative overflow-hidden rounded-poster shadow-(--shadow)">
        <Poster
          src={event.poster}
          alt=""
          eager={eager}
          className={`w-full transition-transform duration-500 group-hover:scale-[1.03] ${over ? 'grayscale-75' : ''}`}
        />
        {sale.state !== 'open' && (
          <div className="absolute top-3 left-3">
            <SaleBadge sale={sale} now={now} timeZone={first.venue.timeZone} />
          </div>
        )}
      </div>
      <h3 className="mt-4 font-bold text-lg sm:text-xl">
        <Link href={`/events/${event.slug}`} className="after:absolute after:inset-0 after:rounded-poster">
          {event.title[language]}
        </Link>
      </h3>
      <p className="mt-0.5 truncate text-soft">{event.artist[language]}</p>
      <p className="mt-2 text-faint text-sm">
        {showDays(
          shows.map((schedule) => schedule.startsAt),
          language,
          first.venue.timeZone,
        )}
        {' · '}
        {venues.size === 1 ? first.venue.name[language] : t('venues', { count: venues.size })}
      </p>
      <p className="mt-0.5 text-sm text-soft">
        {t('from', { price: formatMoney(cheapest.minPrice, language) })}
      </p>
    </article>
  );
}
