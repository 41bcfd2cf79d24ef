import { ArrowDown } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { Poster } from '@/components/events/poster';
import { PosterLight } from '@/components/events/poster-light';
import { SaleBadge } from '@/components/events/sale-badge';
import { saleOfEvent } from '@/components/events/sale-of';
import { buttonStyle } from '@/components/ui/button';
import { formatMoney } from '@/lib/domain/money';
import type { EventSummary } from '@/lib/domain/sale';
import { showDays } from '@/lib/domain/show-time';

/** The head of a concert's page: its poster and the facts. */
export async function EventStage({ event, now }: { event: EventSummary; now: string }) {
  const t = await getTranslations('event');
  const language = await getLocale();
  const [first] = event.schedules;
  const sale = saleOfEvent(event.schedules);
  const amounts = event.schedules.flatMap(({ minPrice, maxPrice }) => [minPrice, maxPrice]);
  amounts.sort((a, b) => a.amount - b.amount);
  const [low, high] = [amounts.at(0), amounts.at(-1)];
  return (
    <section aria-labelledby="title" className="relative isolate mb-12 overflow-hidden">
      <PosterLight src={event.poster} />
      <div className="page-width grid items-end gap-6 pt-8 pb-8 sm:gap-8 sm:grid-cols-[minmax(0,15rem)_1fr] sm:pt-14 md:grid-cols-[minmax(0,20rem)_1fr] md:gap-12">
        <Poster
          src={event.poster}
          alt=""
          eager
          className="mx-auto w-full max-w-44 shadow-(--shadow) sm:max-w-none"
        />
        <div className="min-w-0 pb-2">
          {first && <SaleBadge sale={sale} now={now} timeZone={first.venue.timeZone} />}
          <h1 id="title" className="display mt-4 text-[clamp(2.25rem,1.3rem_+_4vw,5rem)]">
            {event.title[language]}
          </h1>
          <p className="mt-3 font-semibold text-xl sm:text-2xl">{event.artist[language]}</p>
          {first && (
            <dl className="mt-6 grid max-w-xl grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
              <dt className="text-faint">{t('when')}</dt>
              <dd>
                {showDays(
                  event.schedules.map((schedule) => schedule.startsAt),
                  language,
                  first.venue.timeZone,
                )}
              </dd>
              <dt className="text-faint">{t('where')}</dt>
              <dd>
                {[...new Set(event.schedules.map((show) => show.venue.name[language]))].join(', ')}
                <span className="text-soft">, {first.venue.city[language]}</span>
              </dd>
              {low && high && (
                <>
                  <dt className="text-faint">{t('prices')}</dt>
                  <dd className="tabular">
                    {low.amount === high.amount
                      ? formatMoney(low, language)
                      : `${formatMoney(low, language)} – ${formatMoney(high, language)}`}
                  </dd>
                </>
              )}
            </dl>
          )}
          {(sale.state === 'open' || sale.state === 'few') && (
            <a href="#dates-and-seats" className={`${buttonStyle({ size: 'large' })} mt-8 w-full sm:w-auto`}>
              {t('chooseDate')}
              <ArrowDown aria-hidden="true" />
            </a>
          )}
        </div>
      </div>
    </section>
  );
}
