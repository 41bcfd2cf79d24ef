'use client';

import { LoaderCircle, Ticket } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, buttonStyle } from '@/components/ui/button';
import type { Standby, StandbyState } from '@/lib/domain/standby';
import { OfferClock } from './offer-clock';
import { useStandbyWords } from './standby-words';

interface StandbyLineProps {
  standby: Standby;
  /** The server's time when it told this, ISO 8601. */
  serverNow: string;
  timeZone: string;
  /** What the place in line is for, where it does not stand above already. */
  show?: ReactNode;
  /** The sale is over: nothing comes free any more. */
  salesOver?: boolean;
  /** Leaves the line, or declines what it brought. */
  onLeave: (standbyId: string) => Promise<void>;
}

const tones = { offered: 'accent', passed: 'outline' } as const;

function toneOf(state: StandbyState) {
  return state === 'offered' || state === 'passed' ? tones[state] : 'neutral';
}

/** A place in line: what for, how many come before, what came free and for how long; and what can be done. */
export function StandbyLine({ standby, serverNow, timeZone, show, salesOver, onLeave }: StandbyLineProps) {
  const t = useTranslations('standby');
  const words = useStandbyWords();
  const { state, offer, ahead, passedOver } = standby;
  const waits = state === 'waiting' && !salesOver;
  return (
    <div data-testid={`standby-${standby.standbyId}`} data-state={state}>
      {show}
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-sm">
        <Badge tone={toneOf(state)}>{t(`state.${state}`)}</Badge>
        {ahead !== null && waits && (
          <span className="font-semibold text-ink tabular" data-testid="ahead">
            {words.ahead(ahead)}
          </span>
        )}
        {offer && (
          <span className="flex items-center gap-1.5 text-accent-ink text-lg">
            <OfferClock endsAt={offer.endsAt} serverNow={serverNow} />
          </span>
        )}
      </p>
      <p className="mt-1.5 font-semibold text-ink">{words.wish(standby)}</p>
      {offer && standby.kind === 'any' && <p className="text-ink">{words.seats(offer.seats)}</p>}
      {state === 'offered' && <p className="mt-0.5 text-soft text-sm">{t('offerBody')}</p>}
      {state === 'passed' && <p className="mt-0.5 text-soft text-sm">{t('passedBody')}</p>}
      {state === 'waiting' && salesOver && <p className="mt-0.5 text-soft text-sm">{t('salesOver')}</p>}
      {waits && standby.limitReached && <p className="mt-0.5 text-sm text-warning">{t('limitReached')}</p>}
      {waits && passedOver && (
        <p className="mt-0.5 text-soft text-sm">{words.passedOver(passedOver, timeZone)}</p>
      )}
      <Steps standby={standby} onLeave={onLeave} />
    </div>
  );
}

/** Book, hand on, leave; what loses the place is asked twice. */
function Steps({ standby, onLeave }: Pick<StandbyLineProps, 'standby' | 'onLeave'>) {
  const t = useTranslations('standby');
  const words = useStandbyWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { state, scheduleId } = standby;
  const offered = state === 'offered';
  if (state === 'passed') {
    return (
      <Link
        href={`/schedules/${scheduleId}`}
        prefetch={false}
        className={`${buttonStyle({ variant: 'secondary', size: 'small' })} mt-3`}
      >
        {t('again')}
      </Link>
    );
  }
  const leave = async () => {
    setBusy(true);
    await onLeave(standby.standbyId);
    setBusy(false);
    setAsking(false);
  };
  return (
    <>
      <p role="status" className="mt-2 text-ink text-sm empty:sr-only">
        {asking && t(offered ? 'declineAsk' : 'leaveAsk')}
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2.5">
        {asking ? (
          <>
            <Button variant="danger" size="small" disabled={busy} aria-busy={busy} onClick={leave}>
              {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
              {t(offered ? 'declineForGood' : 'leaveForGood')}
            </Button>
            <Button variant="secondary" size="small" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </>
        ) : (
          <>
            {offered && (
              <Link
                href={`/checkout/${scheduleId}`}
                prefetch={false}
                data-testid="book-offer"
                className={buttonStyle({ size: 'small' })}
              >
                <Ticket aria-hidden="true" />
                {t('book')}
              </Link>
            )}
            <Button
              variant="secondary"
              size="small"
              aria-label={`${t(offered ? 'decline' : 'leave')}: ${words.wish(standby)}`}
              onClick={() => setAsking(true)}
            >
              {t(offered ? 'decline' : 'leave')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
