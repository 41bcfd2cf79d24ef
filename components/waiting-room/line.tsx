'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { Figure } from './figure';
import { roughTime } from './rough-time';
import { SeatRow } from './seat-row';

/** My place, the people before me, how long it may take. */
export function Line({ place, scheduleId }: { place: WaitingPlace; scheduleId: string }) {
  const t = useTranslations('waitingRoom');
  const language = useLocale();
  const ahead = place.ahead ?? 0;
  const first = useFirstAhead(scheduleId, ahead);
  const number = new Intl.NumberFormat(language).format(place.place ?? 1);
  return (
    <>
      <Figure title={t('yourPlace')}>
        <span data-testid="place">{number}</span>
        <span className="text-[0.35em] tracking-normal">{t('placeUnit')}</span>
      </Figure>
      <div className="mt-8 sm:mt-10">
        <SeatRow share={first > 0 ? 1 - ahead / (first + 1) : 1} />
      </div>
      <dl className="mt-6 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
        <Fact name={t('ahead')}>{t('people', { people: ahead })}</Fact>
        <Fact name={t('estimate')}>
          <Estimate place={place} />
        </Fact>
        <Fact name={t('waitingInAll')}>{t('people', { people: Math.max(ahead + 1, place.people) })}</Fact>
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-faint text-sm">{name}</dt>
      <dd className="font-bold text-xl tabular sm:text-2xl">{children}</dd>
    </div>
  );
}

function Estimate({ place: { estimatedSeconds, room } }: { place: WaitingPlace }) {
  const t = useTranslations('waitingRoom');
  if (estimatedSeconds === null) return t(room === 'open' ? 'estimateUnknown' : 'estimatePaused');
  const time = roughTime(estimatedSeconds);
  if (time.unit === 'soon') return t('estimateSoon');
  return time.unit === 'minutes' ? t('estimateMinutes', time) : t('estimateHours', time);
}

/** The people that were ahead when this line began for me, kept over reloads: what the row of seats is measured by. */
function useFirstAhead(scheduleId: string, ahead: number): number {
  const key = `rowlock:waiting:${scheduleId}`;
  const [first, setFirst] = useState(ahead);
  useEffect(() => {
    const kept = Number(sessionStorage.getItem(key) ?? 0);
    // More than ever before: a new line, from its end.
    if (kept >= ahead) return setFirst(kept);
    sessionStorage.setItem(key, String(ahead));
    setFirst(ahead);
  }, [key, ahead]);
  return Math.max(first, ahead);
}
