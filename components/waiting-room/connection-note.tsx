'use client';

import { Pause, RefreshCw, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { WaitingView } from './waiting-desk';

/** A break shorter than this is not worth a word. */
const graceMilliseconds = 2000;

interface ConnectionNoteProps {
  view: WaitingView;
  /** In line, where it matters that nobody is let in at present. */
  inLine: boolean;
  onRetry: () => void;
}

/** What stands in the way at the moment, and that it costs nobody a place. */
export function ConnectionNote({ view: { live, refusal, place }, inLine, onRetry }: ConnectionNoteProps) {
  const t = useTranslations('waitingRoom');
  const lost = useLongerThan(!live && refusal === null);
  return (
    <div className="mt-8 grid gap-3 empty:hidden">
      {refusal && !['NOT_SIGNED_IN', 'SESSION_SUPERSEDED'].includes(refusal.code) && (
        <Note icon={<TriangleAlert />} tone="border-danger">
          {refusal.message || t('proofImpossible')}
          {refusal.code.startsWith('PROOF') && (
            <Button size="small" variant="secondary" className="mt-3 block" onClick={onRetry}>
              {t('retry')}
            </Button>
          )}
        </Note>
      )}
      {lost && (
        <Note icon={<RefreshCw className="animate-spin [animation-duration:3s]" />} tone="border-warning">
          {t(inLine ? 'lostInLine' : 'lost')}
        </Note>
      )}
      {inLine && place.room !== 'open' && (
        <Note icon={<Pause />} tone="border-warning">
          {t(`held.${place.room}`)}
        </Note>
      )}
    </div>
  );
}

function Note({ icon, tone, children }: { icon: ReactNode; tone: string; children: ReactNode }) {
  return (
    <div className={`flex max-w-2xl animate-fade gap-3 rounded-2xl border bg-surface p-4 ${tone}`}>
      <span aria-hidden="true" className="mt-0.5 shrink-0 [&_svg]:size-5">
        {icon}
      </span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

function useLongerThan(is: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!is) return;
    const timer = setTimeout(() => setLong(true), graceMilliseconds);
    return () => clearTimeout(timer);
  }, [is]);
  return long;
}
