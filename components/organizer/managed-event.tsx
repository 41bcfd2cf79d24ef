import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Poster } from '@/components/events/poster';
import { SoldBar } from '@/components/organizer/sold-bar';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type { EventName, ScheduleSummary } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';

interface ManagedSchedule extends Omit<ScheduleSummary, 'seatsAvailable'> {
  seatsSold: number;
  seatsWithheld: number;
}

interface ManagedEventProps {
  event: EventName & { schedules: readonly ManagedSchedule[] };
  /** The server's time, ISO 8601. */
  now: string;
}

/** A concert in its organizer's list: each date with what is sold, and the way to steer it. */
export async function ManagedEvent({ event, now }: ManagedEventProps) {
  const language = await getLocale();
  return (
    <Card className="flex gap-4 sm:gap-6">
      <Poster
        src={event.poster}
        alt=""
        corners="rounded-lg"
        className="hidden w-20 shrink-0 self-start min-[420px]:block sm:w-28"
      />
      <div className="min-w-0 grow">
        <h2 className="font-bold text-xl sm:text-2xl">{event.title[language]}</h2>
        <p className="mt-0.5 text-soft">{event.artist[language]}</p>
        <ul className="mt-4 divide-y divide-line border-line border-t">
          {event.schedules.map((schedule) => (
            <ScheduleRow key={schedule.scheduleId} schedule={schedule} now={now} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function toneOf(saleStatus: ManagedSchedule['saleStatus'], over: boolean) {
  if (saleStatus === 'cancelled') return 'warning';
  return !over && saleStatus === 'open' ? 'accent' : 'neutral';
}

async function ScheduleRow({ schedule, now }: { schedule: ManagedSchedule; now: string }) {
  const t = await getTranslations('organizer');
  const language = await getLocale();
  const { venue, seatsSold, seatsTotal } = schedule;
  const over = Date.parse(schedule.endsAt) <= Date.parse(now);
  return (
    <li className="relative -mx-3 rounded-xl px-3 py-3.5 hover:bg-raised">
      <div className="flex items-center gap-3">
        <p className="min-w-0 grow">
          <Link
            href={`/organizer/schedules/${schedule.scheduleId}`}
            className="font-semibold after:absolute after:inset-0 after:rounded-xl"
          >
            <time dateTime={schedule.startsAt}>
              {showDateTime(schedule.startsAt, language, venue.timeZone)}
            </time>
          </Link>
          <span className="block text-soft text-sm">
            {venue.name[language]}, {venue.city[language]}
          </span>
        </p>
        <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-faint" />
      </div>
      <div className="mt-2.5 flex items-center gap-3">
        <Badge tone={toneOf(schedule.saleStatus, over)}>
          {t(over && schedule.saleStatus !== 'cancelled' ? 'over' : `sale.${schedule.saleStatus}`)}
        </Badge>
        <SoldBar sold={seatsSold} total={seatsTotal} />
        <p className="shrink-0 text-soft text-sm tabular">
          {t('soldOf', { sold: seatsSold, total: seatsTotal })}
        </p>
      </div>
    </li>
  );
}
