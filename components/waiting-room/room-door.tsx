import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { SignInLink } from '@/components/site/sign-in-link';
import { buttonStyle } from '@/components/ui/button';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';

interface RoomDoorProps {
  schedule: ScheduleDetail;
  /** When the room opens, ISO 8601. */
  opensAt: string;
  /** Was signed in here until the account signed in elsewhere. */
  superseded: boolean;
}

/** The waiting room for who is not signed in: places belong to accounts. */
export async function RoomDoor({ schedule, opensAt, superseded }: RoomDoorProps) {
  const t = await getTranslations('waitingRoom');
  const language = await getLocale();
  const path = `/schedules/${schedule.scheduleId}/waiting-room`;
  const phase = superseded ? 'superseded' : 'signed_out';
  const when = (iso: string) => showDateTime(iso, language, schedule.venue.timeZone);
  const ahead = Date.parse(opensAt) > Date.parse(schedule.now);
  return (
    <div data-testid="waiting-room" data-phase={phase}>
      <h2 className="display text-4xl sm:text-6xl">{t(`outTitle.${phase}`)}</h2>
      <p className="mt-4 max-w-2xl text-lg text-soft">{t(`outBody.${phase}`)}</p>
      {schedule.saleStatus === 'not_open' && (
        <p className="mt-2 max-w-2xl text-lg text-soft">
          {ahead && `${t('roomAt', { at: when(opensAt) })}. `}
          {t('saleAt', { at: when(schedule.salesOpenAt) })}.
        </p>
      )}
      <div className="mt-8 flex flex-wrap gap-3">
        <SignInLink superseded={superseded} className={buttonStyle({ size: 'large' })}>
          {t('signIn')}
        </SignInLink>
        {!superseded && (
          <Link
            href={`/sign-up?next=${encodeURIComponent(path)}`}
            prefetch={false}
            className={buttonStyle({ variant: 'secondary', size: 'large' })}
          >
            {t('signUp')}
          </Link>
        )}
      </div>
    </div>
  );
}
