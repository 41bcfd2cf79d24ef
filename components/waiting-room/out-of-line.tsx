'use client';

import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { SignInLink } from '@/components/site/sign-in-link';
import { Button, buttonStyle } from '@/components/ui/button';
import type { WaitingPhase } from './waiting-phase';

/** The phases in which somebody stands in no line. */
export type OutPhase = Extract<
  WaitingPhase,
  'signed_out' | 'superseded' | 'closed' | 'joining' | 'drained' | 'skipped' | 'left' | 'ended' | 'admitted'
>;

interface OutOfLineProps {
  phase: OutPhase;
  scheduleId: string;
  /** The event's page. */
  eventHref: string;
  busy: boolean;
  /** The page came with another phase. */
  moved: boolean;
  onJoin: () => void;
}

/** Where somebody stands who is not in line: what happened, and the one way on. */
export function OutOfLine({ moved, ...way }: OutOfLineProps) {
  const { phase } = way;
  const t = useTranslations('waitingRoom');
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus may have gone with what was here before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the phase changes, and not for anything else.
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (moved && lost) heading.current?.focus({ preventScroll: true });
  }, [phase]);
  return (
    <div className="py-4">
      <h2 ref={heading} tabIndex={-1} className="display text-4xl outline-none sm:text-6xl">
        {t(`outTitle.${phase}`)}
      </h2>
      <p className="mt-4 max-w-2xl text-lg text-soft">{t(`outBody.${phase}`)}</p>
      <div className="mt-8 flex flex-wrap items-center gap-3">
        <WayOn {...way} />
      </div>
    </div>
  );
}

function WayOn({ phase, scheduleId, eventHref, busy, onJoin }: Omit<OutOfLineProps, 'moved'>) {
  const t = useTranslations('waitingRoom');
  const toEvent = (
    <Link href={eventHref} className={buttonStyle({ variant: 'secondary', size: 'large' })}>
      {t('toEvent')}
    </Link>
  );
  switch (phase) {
    case 'signed_out':
    case 'superseded':
      return (
        <SignInLink superseded={phase === 'superseded'} className={buttonStyle({ size: 'large' })}>
          {t('signIn')}
        </SignInLink>
      );
    case 'admitted':
      return (
        <a href={`/schedules/${scheduleId}`} className={buttonStyle({ size: 'large' })}>
          {t('toMap')}
        </a>
      );
    case 'joining':
      return <LoaderCircle aria-hidden="true" className="size-8 animate-spin text-accent-ink" />;
    case 'skipped':
    case 'left':
    case 'ended':
      return (
        <>
          <Button size="large" onClick={onJoin} disabled={busy} aria-busy={busy} data-testid="join">
            {t('joinAgain')}
          </Button>
          {toEvent}
        </>
      );
    default:
      return toEvent;
  }
}
