import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Poster } from '@/components/events/poster';
import { PosterLight } from '@/components/events/poster-light';
import { saleOfEvent } from '@/components/events/sale-of';
import { Countdown } from '@/components/time/countdown';
import { buttonStyle } from '@/components/ui/button';
import type { EventSummary } from '@/lib/domain/sale';
import { showDateTime, showDays } from '@/lib/domain/show-time';

/** The next big thing: its poster lights the page; counts down when its sale is about to open. */
export async function EventHero({ event, now }: { event: EventSummary; now: string }) {
  const t = await getTranslations('home');
  const language = await getLocale();
  const [first] = event.schedules;
  if (!first) return null;
  const sale = saleOfEvent(event.schedules);
  const { timeZone } = first.venue;
  return (
    <section aria-labelledby="hero-title" className="relative isolate overflow-hidden">
      <PosterLight src={event.poster} />
      <div className="page-width grid items-center gap-8 py-10 sm:py-14 md:grid-cols-[1.25fr_1fr] md:gap-14 lg:py-20">
        <div className="order-2 md:order-1">
          <p className="eyebrow">{sale.state === 'opens' ? t('heroOpening') : t('heroOnSale')}</p>
          <h1 id="hero-title" className="display mt-3 text-[clamp(2.5rem,1.2rem_+_5.4vw,6.5rem)]">
            {event.title[language]}
          </h1>
          <p className="mt-4 font-semibold text-lg sm:text-2xl">{event.artist[language]}</p>
          <p className="mt-1 text-soft sm:text-lg">
            {showDays(
              event.schedules.map((schedule) => schedule.startsAt),
              language,
              timeZone,
            )}
            {' · '}
            {first.venue.name[language]}, {first.venue.city[language]}
          </p>
          {sale.state === 'opens' && (
            <div className="mt-7">
              <Countdown
                until={sale.at}
                serverNow={now}
                label={t('salesOpen', { time: showDateTime(sale.at, language, timeZone) })}
                className="display block text-[clamp(2.75rem,2rem_+_4vw,5rem)] text-accent-ink"
              />
              <p className="mt-2 text-soft text-sm">
                {t('salesOpen', { time: showDateTime(sale.at, language, timeZone) })}
              </p>
            </div>
          )}
          <Link
            href={`/events/${event.slug}`}
            className={`${buttonStyle({ size: 'large' })} mt-8 w-full sm:w-auto`}
          >
            {sale.state === 'opens' ? t('heroLook') : t('heroTickets')}
            <ArrowRight aria-hidden="true" />
          </Link>
        </div>
        <div className="order-1 mx-auto w-[min(58%,16rem)] md:order-2 md:w-full md:max-w-md">
          <Poster src={event.poster} alt="" eager className="w-full shadow-(--shadow)" />
        </div>
      </div>
    </section>
  );
}
