import { ArrowRight, DoorOpen } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { Sale } from '@/components/events/sale-of';
import { buttonStyle } from '@/components/ui/button';
import type { ScheduleSummary } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';
import type { WaitingRoomRules } from '@/lib/domain/waiting-room';

interface WayInProps {
  schedule: ScheduleSummary;
  sale: Sale;
  /** null: the schedule has none. */
  waitingRoom: WaitingRoomRules | null;
  /** The server's time, ISO 8601. */
  now: string;
}

/** The way to a show's seats: straight to the map, or through its waiting room; before that, when it opens. */
export async function WayIn({ schedule, sale, waitingRoom, now }: WayInProps) {
  const t = await getTranslations('event');
  const language = await getLocale();
  if (sale.state === 'cancelled') {
    return (
      <p className="w-full font-semibold">
        {t('showCancelled')}
        <span className="mt-1 block break-words font-normal text-soft">
          {schedule.cancelled?.reason ?? t('showCancelledHint')}
        </span>
      </p>
    );
  }
  if (sale.state === 'closed') return <p className="text-faint">{t('salesOver')}</p>;
  const { timeZone } = schedule.venue;
  const when = (iso: string) => showDateTime(iso, language, timeZone);
  const show = when(schedule.startsAt);
  const roomIsOpen = waitingRoom !== null && waitingRoom.opensAt <= now;
  return (
    <>
      {sale.state === 'opens' && (
        <p className="w-full font-semibold text-soft">
          {t('opensAt', { time: when(sale.at) })}
          {waitingRoom && (
            <span className="mt-1 block font-normal">
              {roomIsOpen ? t('roomOpen') : t('roomOpensAt', { time: when(waitingRoom.opensAt) })}{' '}
              {t('roomDraw')}
            </span>
          )}
        </p>
      )}
      {waitingRoom && (
        <Link
          href={`/schedules/${schedule.scheduleId}/waiting-room`}
          aria-label={`${t(roomIsOpen ? 'enterRoom' : 'seeRoom')}: ${show}`}
          prefetch={false}
          className={`${buttonStyle({ variant: roomIsOpen ? 'primary' : 'secondary' })} grow sm:grow-0`}
        >
          <DoorOpen aria-hidden="true" />
          {t(roomIsOpen ? 'enterRoom' : 'seeRoom')}
        </Link>
      )}
      {!waitingRoom && sale.state !== 'opens' && (
        <Link
          href={`/schedules/${schedule.scheduleId}`}
          aria-label={`${t('chooseSeats')}: ${show}`}
          prefetch={false}
          className={`${buttonStyle({ variant: sale.state === 'sold_out' ? 'secondary' : 'primary' })} grow sm:grow-0`}
        >
          {sale.state === 'sold_out' ? t('lookAtSeats') : t('chooseSeats')}
          <ArrowRight aria-hidden="true" />
        </Link>
      )}
    </>
  );
}
