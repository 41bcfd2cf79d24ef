'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useServerSeconds } from '@/components/time/server-clock';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { ConnectionNote } from './connection-note';
import { LeaveLine } from './leave-line';
import { Line } from './line';
import { Lobby } from './lobby';
import { NextSteps } from './next-steps';
import { OutOfLine, type OutPhase } from './out-of-line';
import { ProofStep } from './proof-step';
import { notifyTurn, TurnNotice } from './turn-notice';
import { useSaid } from './use-said';
import { useWaiting } from './use-waiting';
import { phaseOf } from './waiting-phase';

interface WaitingRoomProps {
  scheduleId: string;
  eventTitle: string;
  eventHref: string;
  timeZone: string;
  /** My place when the page was made. */
  place: WaitingPlace;
}

/** The waiting room for who is signed in: in line, before it, or on the way in. */
export function WaitingRoom({ scheduleId, eventTitle, eventHref, timeZone, place: first }: WaitingRoomProps) {
  const t = useTranslations('waitingRoom');
  const { desk, view } = useWaiting(scheduleId, first, () => notifyTurn(t('title.admitted'), eventTitle));
  const now = useServerSeconds(first.now);
  const phase = phaseOf(view, now);
  const [firstPhase] = useState(phase);
  const { place, doing } = view;
  const said = useSaid({ phase, place, eventTitle });
  const inLine = phase === 'early' || phase === 'drawing' || phase === 'waiting';
  const busy = doing !== 'nothing';
  return (
    <div data-testid="waiting-room" data-phase={phase} data-live={view.live}>
      {phase === 'checking' && <ProofStep share={view.checked} />}
      {phase === 'waiting' && <Line place={place} scheduleId={scheduleId} />}
      {(phase === 'not_open' || phase === 'early' || phase === 'drawing') && (
        <Lobby phase={phase} place={place} now={now} timeZone={timeZone} />
      )}
      {isOut(phase) && (
        <OutOfLine
          {...{ phase, scheduleId, eventHref, busy }}
          moved={phase !== firstPhase}
          onJoin={() => void desk.join()}
        />
      )}
      <ConnectionNote view={view} inLine={inLine} onRetry={() => void desk.join()} />
      {(inLine || phase === 'not_open' || phase === 'checking') && <NextSteps />}
      {inLine && (
        <div className="mt-8 flex flex-wrap items-center justify-between gap-4">
          <TurnNotice />
          <LeaveLine busy={busy} onLeave={() => void desk.leave()} />
        </div>
      )}
      <p role="status" className="sr-only" data-testid="said">
        {said}
      </p>
      <noscript>
        <p className="mt-6 rounded-2xl border border-warning p-4">{t('needsScripts')}</p>
      </noscript>
    </div>
  );
}

const within = new Set(['checking', 'waiting', 'not_open', 'early', 'drawing']);

function isOut(phase: ReturnType<typeof phaseOf>): phase is OutPhase {
  return !within.has(phase);
}
