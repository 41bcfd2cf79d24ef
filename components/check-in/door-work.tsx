'use client';

import { Wifi, WifiOff } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { buttonStyle } from '@/components/ui/button';
import type { Door } from '@/lib/domain/door-list';
import { showClock, showDay } from '@/lib/domain/show-time';
import { ByHand } from './by-hand';
import { CameraView } from './camera-view';
import type { DoorDesk } from './door-desk';
import { ListState } from './door-start';
import type { DoorView } from './door-view';
import { signal } from './signal';
import { VerdictPanel } from './verdict-panel';
import { verdictSignal } from './verdict-text';
import { WrongEntries } from './wrong-entries';

interface DoorWorkProps {
  door: Door;
  desk: DoorDesk;
  view: DoorView;
  device: string;
}

/** One ticket after the other: camera, verdict, how many are inside. */
export function DoorWork({ door, desk, view, device }: DoorWorkProps) {
  const t = useTranslations('checkIn');
  const language = useLocale();
  const { verdict, stopped } = view;

  const signedOut = stopped?.code === 'NOT_SIGNED_IN' || stopped?.code === 'SESSION_SUPERSEDED';

  useEffect(() => {
    if (verdict) signal(verdictSignal(verdict));
  }, [verdict]);

  return (
    <div className="grid gap-4 md:grid-cols-[minmax(0,1fr)_20rem] md:items-start">
      <h1 className="font-bold text-lg md:col-span-2">
        {door.eventTitle[language]}{' '}
        <time dateTime={door.startsAt} className="whitespace-nowrap font-normal text-soft">
          {showDay(door.startsAt, language, door.timeZone)}{' '}
          {showClock(door.startsAt, language, door.timeZone)}
        </time>
      </h1>
      <div className="relative overflow-hidden rounded-3xl border border-line bg-black">
        <CameraView onCode={(text) => void desk.scan(text)} judging={view.judging} />
        <VerdictPanel verdict={verdict} desk={desk} timeZone={door.timeZone} />
      </div>
      <div className="grid gap-4">
        <DoorCount view={view} device={device} />
        {stopped && (
          <div className="grid gap-3">
            <RefusalNotice refusal={stopped} timeZone={door.timeZone} />
            {signedOut && (
              <Link
                href={`/sign-in?next=${encodeURIComponent(`/check-in/${door.scheduleId}`)}`}
                className={buttonStyle({ variant: 'secondary' })}
                prefetch={false}
              >
                {t('signInAgain')}
              </Link>
            )}
          </div>
        )}
        <ByHand desk={desk} door={door} />
        <WrongEntries entries={view.wrongEntries} timeZone={door.timeZone} />
        <ListState view={view} timeZone={door.timeZone} />
      </div>
    </div>
  );
}

/** How many are inside, and whether the server hears of it. */
function DoorCount({ view, device }: { view: DoorView; device: string }) {
  const t = useTranslations('checkIn');
  const { admitted, total } = view.counts;
  return (
    <div className="rounded-3xl border border-line bg-surface p-5">
      <p className="flex items-center justify-between gap-3 text-sm">
        <span className="truncate text-soft">{device}</span>
        <span
          role="status"
          className={`flex shrink-0 items-center gap-1.5 font-semibold ${view.online ? 'text-accent-ink' : 'text-warning'}`}
          data-testid="door-connection"
          data-online={view.online}
        >
          {view.online ? (
            <Wifi aria-hidden="true" className="size-4" />
          ) : (
            <WifiOff aria-hidden="true" className="size-4" />
          )}
          {view.online ? t('online') : t('offline')}
        </span>
      </p>
      <p className="mt-2 tabular" data-testid="door-count">
        <span className="font-extrabold text-4xl">{admitted}</span>
        <span className="text-soft text-xl"> / {total}</span> <span className="text-soft">{t('inside')}</span>
      </p>
      <progress
        className="mt-3 h-2 w-full overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent-ink [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent-ink"
        value={admitted}
        max={Math.max(total, 1)}
        aria-label={t('inside')}
      />
      {view.untold > 0 && (
        <p className="mt-3 font-semibold text-sm text-warning" data-testid="door-untold">
          {t('untold', { count: view.untold })}
        </p>
      )}
    </div>
  );
}
