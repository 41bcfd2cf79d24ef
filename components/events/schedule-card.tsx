import { ArrowRight, CalendarPlus } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { GradeBars, type GradeLeft } from '@/components/events/grade-bars';
import { SaleBadge } from '@/components/events/sale-badge';
import { saleOf } from '@/components/events/sale-of';
import { showClock, showDateTime, showDay } from '@/components/time/show-time';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { ScheduleSummary } from '@/lib/domain/sale';

interface ScheduleCardProps {
  slug: string;
  schedule: ScheduleSummary;
  grades: readonly GradeLeft[];
  /** The server's time, ISO 8601. */
  now: string;
}

/** One date of a concert: when, where, what is left at which price, and the way to the seats. */
export async function ScheduleCard({ slug, schedule, grades, now }: ScheduleCardProps) {
  const t = await getTranslations('event');
  const language = await getLocale();
  const { timeZone } = schedule.venue;
  const sale = saleOf(schedule);
  const canChoose = sale.state === 'open' || sale.state === 'few' || sale.state === 'sold_out';
  const when = showDateTime(schedule.startsAt, language, timeZone);
  return (
    <Card className="grid gap-6">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="mr-auto">
          <h3 className="font-extrabold text-2xl sm:text-3xl">
            <time dateTime={schedule.startsAt}>
              {showDay(schedule.startsAt, language, timeZone)}{' '}
              <span className="text-accent-ink">{showClock(schedule.startsAt, language, timeZone)}</span>
            </time>
          </h3>
          <p className="mt-1 text-soft">
            {schedule.venue.name[language]}, {schedule.venue.city[language]}
          </p>
        </div>
        <SaleBadge sale={sale} now={now} timeZone={timeZone} />
      </div>
      {sale.state !== 'closed' && <GradeBars grades={grades} />}
      <div className="flex flex-wrap items-center gap-3">
        {canChoose && (
          <Link
            href={`/schedules/${schedule.scheduleId}`}
            aria-label={`${t('chooseSeats')}: ${when}`}
            prefetch={false}
            className={`${buttonStyle({ variant: sale.state === 'sold_out' ? 'secondary' : 'primary' })} grow sm:grow-0`}
          >
            {sale.state === 'sold_out' ? t('lookAtSeats') : t('chooseSeats')}
            <ArrowRight aria-hidden="true" />
          </Link>
        )}
        {sale.state === 'opens' && (
          <p className="font-semibold text-soft">
            {t('opensAt', { time: showDateTime(sale.at, language, timeZone) })}
          </p>
        )}
        {sale.state === 'closed' && <p className="text-faint">{t('salesOver')}</p>}
        <a
          href={`/events/${slug}/calendar?schedule=${encodeURIComponent(schedule.scheduleId)}`}
          download
          aria-label={`${t('addToCalendar')}: ${when}`}
          className={buttonStyle({ variant: 'quiet' })}
        >
          <CalendarPlus aria-hidden="true" />
          {t('addToCalendar')}
        </a>
      </div>
    </Card>
  );
}
