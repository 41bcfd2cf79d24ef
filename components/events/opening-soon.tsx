import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { saleOfEvent } from '@/components/events/sale-of';
import { Countdown } from '@/components/time/countdown';
import type { EventSummary } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';

/** What opens when: the concerts whose sale is still ahead, the next one first. Nothing when there is none. */
export async function OpeningSoon({ events, now }: { events: readonly EventSummary[]; now: string }) {
  const t = await getTranslations('home');
  const language = await getLocale();
  const opening = events
    .flatMap((event) => {
      const sale = saleOfEvent(event.schedules);
      const timeZone = event.schedules[0]?.venue.timeZone ?? 'Asia/Seoul';
      return sale.state === 'opens' ? [{ event, at: sale.at, timeZone }] : [];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(0, 6);
  if (opening.length === 0) return null;
  return (
    <section aria-labelledby="opening" className="page-width pt-6 sm:pt-10">
      <h2 id="opening" className="mb-5 font-extrabold text-2xl sm:text-4xl">
        {t('openingSoon')}
      </h2>
      <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {opening.map(({ event, at, timeZone }) => (
          <li
            key={event.eventId}
            className="relative flex items-center gap-4 rounded-2xl border border-line bg-surface p-3 pr-5 hover:bg-raised"
          >
            {/* biome-ignore lint/performance/noImgElement: an SVG */}
            <img
              src={event.poster}
              alt=""
              width={60}
              height={80}
              loading="lazy"
              className="h-20 w-15 rounded-lg object-cover"
            />
            <div className="min-w-0 grow">
              <h3 className="truncate font-bold">
                <Link
                  href={`/events/${event.slug}`}
                  className="after:absolute after:inset-0 after:rounded-2xl"
                >
                  {event.title[language]}
                </Link>
              </h3>
              <p className="truncate text-faint text-sm">
                <time dateTime={at}>{showDateTime(at, language, timeZone)}</time>
              </p>
              <Countdown
                until={at}
                serverNow={now}
                label={t('salesOpen', { time: showDateTime(at, language, timeZone) })}
                className="font-bold text-accent-ink text-lg"
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
