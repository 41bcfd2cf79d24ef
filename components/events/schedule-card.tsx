import { CalendarPlus } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { GradeBars, type GradeLeft } from '@/components/events/grade-bars';
import { SaleBadge } from '@/components/events/sale-badge';
import { saleOf } from '@/components/events/sale-of';
import { WayIn } from '@/components/events/way-in';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { ScheduleSummary } from '@/lib/domain/sale';
import { showClock, showDateTime, showDay } from '@/lib/domain/show-time';
import type { WaitingRoomRules } from '@/lib/domain/waiting-room';

interface ScheduleCardProps {
  slug: string;
  schedule: ScheduleSummary;
  grades: readonly GradeLeft[];
  /** null: seats are chosen without one. */
  waitingRoom: WaitingRoomRules | null;
  /** The server's time, ISO 8601. */
  now: string;
}

/** One date of a concert: when, where, what is left at which price, and the way to the seats. */
export async function ScheduleCard({ slug, schedule, grades, waitingRoom, now }: ScheduleCardProps) {
  const t = await getTranslations('event');
  const language = await getLocale();
  const { timeZone } = schedule.venue;
  const sale = saleOf(schedule);
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
      {sale.state !== 'closed' && sale.state !== 'cancelled' && <GradeBars grades={grades} />}
      <div className="flex flex-wrap items-center gap-3">
        <WayIn schedule={schedule} sale={sale} waitingRoom={waitingRoom} now={now} />
        <a
          href={`/events/${slug}/calendar?schedule=${encodeURIComponent(schedule.scheduleId)}`}
          download
          aria-label={`${t(sale.state === 'cancelled' ? 'cancelInCalendar' : 'addToCalendar')}: ${when}`}
          className={buttonStyle({ variant: 'quiet' })}
        >
          <CalendarPlus aria-hidden="true" />
          {t(sale.state === 'cancelled' ? 'cancelInCalendar' : 'addToCalendar')}
        </a>
      </div>
    </Card>
  );
}
