'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import type { Refusal } from '@/lib/domain/refusals';
import { showDateTime } from '@/lib/domain/show-time';
import type { StandbyWithShow } from '@/lib/domain/standby';
import type { StandbyActions } from './standby-actions';
import { StandbyLine } from './standby-line';
import { useLineWatch } from './use-line-watch';

interface StandbyListProps {
  lines: readonly StandbyWithShow[];
  /** The server's time when it told this, ISO 8601. */
  now: string;
  leave: StandbyActions['leave'];
}

/** My places in line over all shows; what came free stands first. */
export function StandbyList({ lines, now, leave }: StandbyListProps) {
  const t = useTranslations('standby');
  const router = useRouter();
  const signInAgain = useSignInAgain();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [lost, setLost] = useState(false);
  useLineWatch({ address: '/api/v1/tickets/standby', lines, onChange: () => router.refresh() });

  const onLeave = async (scheduleId: string, standbyId: string) => {
    setRefusal(null);
    setLost(false);
    try {
      const said = await leave(scheduleId, standbyId);
      if (said.ok) router.refresh();
      else if (!signInAgain(said.refusal)) setRefusal(said.refusal);
    } catch (error) {
      reloadIfOutdated(error);
      setLost(true);
    }
  };

  const inOrder = [...lines].sort((a, b) => Number(b.state === 'offered') - Number(a.state === 'offered'));
  return (
    <>
      <RefusalNotice refusal={refusal} />
      <p role="alert" className="text-sm text-warning empty:sr-only">
        {lost && t('unreachable')}
      </p>
      <ul className="grid gap-3">
        {inOrder.map((one) => (
          <li
            key={one.standbyId}
            className={`rounded-3xl border bg-surface p-5 ${one.state === 'offered' ? 'border-accent-ink' : 'border-line'}`}
          >
            <StandbyLine
              standby={one}
              serverNow={now}
              timeZone={one.venue.timeZone}
              salesOver={Date.parse(one.salesCloseAt) <= Date.parse(now)}
              show={<Show line={one} />}
              onLeave={(standbyId) => onLeave(one.scheduleId, standbyId)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Show({ line: { event, venue, startsAt } }: { line: StandbyWithShow }) {
  const language = useLocale();
  return (
    <div className="mb-2.5">
      <h3 className="font-bold text-lg">{event.title[language]}</h3>
      <p className="text-soft text-sm">
        <time dateTime={startsAt}>{showDateTime(startsAt, language, venue.timeZone)}</time> ·{' '}
        {venue.name[language]}
      </p>
    </div>
  );
}
