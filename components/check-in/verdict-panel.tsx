'use client';

import { Check, CircleHelp, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { TicketPlace } from '@/components/ticket-place';
import type { DoorDesk } from './door-desk';
import type { Verdict } from './door-view';
import type { Signal } from './signal';
import { verdictHeading, verdictSentence, verdictSignal } from './verdict-text';

/** A yes makes room for the next one by itself. */
const admittedForMs = 2500;

const looks: Record<Signal, { className: string; Icon: typeof Check }> = {
  admitted: { className: 'bg-accent text-on-accent', Icon: Check },
  refused: { className: 'bg-danger-fill text-on-danger', Icon: X },
  unsure: { className: 'bg-warning text-stage', Icon: CircleHelp },
};

/** A button in the verdict's own colour. */
const choice = 'min-h-12 rounded-full border-2 border-current px-6 font-semibold';

interface VerdictPanelProps {
  verdict: Verdict | null;
  desk: DoorDesk;
  timeZone: string;
}

/** The verdict over the whole picture, told by colour, sign and words; a yes goes by itself, a no waits for a touch. */
export function VerdictPanel({ verdict, desk, timeZone }: VerdictPanelProps) {
  useEffect(() => {
    if (!verdict?.admitted) return;
    const timer = setTimeout(() => {
      if (desk.current().verdict === verdict) desk.clearVerdict();
    }, admittedForMs);
    return () => clearTimeout(timer);
  }, [verdict, desk]);
  return (
    <div role="alert" className="contents">
      {verdict && <Told verdict={verdict} desk={desk} timeZone={timeZone} />}
    </div>
  );
}

function Told({ verdict, desk, timeZone }: { verdict: Verdict; desk: DoorDesk; timeZone: string }) {
  const t = useTranslations('checkIn');
  const { className, Icon } = looks[verdictSignal(verdict)];
  const ticket = verdict.admitted
    ? verdict.ticket
    : 'ticket' in verdict.refusal
      ? verdict.refusal.ticket
      : null;
  return (
    <div
      className={`absolute inset-0 flex animate-fade flex-col items-center justify-center gap-2 overflow-y-auto p-5 text-center ${className}`}
      data-testid="verdict"
      data-verdict={verdict.admitted ? 'ADMITTED' : verdict.refusal.code}
      data-offline={verdict.offline}
    >
      <Icon aria-hidden="true" className="size-20 shrink-0 sm:size-28" strokeWidth={3} />
      <p className="font-extrabold text-4xl sm:text-5xl">{t(verdictHeading(verdict))}</p>
      {ticket?.ticketId && (
        <p className="font-bold text-xl">
          <TicketPlace ticket={ticket} />{' '}
          {ticket.grade && <span className="font-normal">· {ticket.grade}</span>}
        </p>
      )}
      {!verdict.admitted && <Why refusal={verdict.refusal} timeZone={timeZone} />}
      {verdict.offline && <p className="text-sm">{t('byList')}</p>}
      {!verdict.admitted && (
        <div className="mt-3 flex flex-wrap justify-center gap-3">
          {verdict.refusal.code === 'OFFLINE_NOT_LISTED' && (
            <button type="button" className={choice} onClick={() => void desk.letInAnyway()}>
              {t('letInAnyway')}
            </button>
          )}
          <button type="button" className={choice} onClick={() => desk.clearVerdict()}>
            {t('next')}
          </button>
        </div>
      )}
    </div>
  );
}

function Why({
  refusal,
  timeZone,
}: {
  refusal: Extract<Verdict, { admitted: false }>['refusal'];
  timeZone: string;
}) {
  const t = useTranslations();
  const language = useLocale();
  return <p className="max-w-md text-balance">{verdictSentence(refusal, t, t, language, timeZone)}</p>;
}
