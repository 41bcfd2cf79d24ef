import { useLocale } from 'next-intl';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';
import { Poster } from './poster';

interface ShowLineProps {
  show: Pick<ScheduleDetail, 'event' | 'venue' | 'startsAt'>;
  /** 'p' where another heading stands above it. */
  titleAs?: 'h2' | 'p';
}

/** Which show it is about: its poster, who plays, when and where. */
export function ShowLine({ show: { event, venue, startsAt }, titleAs: Title = 'h2' }: ShowLineProps) {
  const language = useLocale();
  return (
    <div className="flex gap-5">
      <Poster
        src={event.poster}
        alt=""
        eager
        corners="rounded-lg"
        className="w-20 shrink-0 self-start sm:w-28"
      />
      <div className="min-w-0">
        <Title className="font-bold text-xl sm:text-2xl">{event.title[language]}</Title>
        <p className="text-soft">{event.artist[language]}</p>
        <p className="mt-2 text-soft text-sm">
          <time dateTime={startsAt}>{showDateTime(startsAt, language, venue.timeZone)}</time>
          <br />
          {venue.name[language]}, {venue.city[language]}
        </p>
      </div>
    </div>
  );
}
