'use client';

import { useTranslations } from 'next-intl';
import { AskOnceMore } from '@/components/ui/ask-once-more';

/** Gives the place up, after asking once more: it cannot be had back. */
export function LeaveLine({ busy, onLeave }: { busy: boolean; onLeave: () => void }) {
  const t = useTranslations('waitingRoom');
  const words = { ask: t('leave'), question: t('leaveAsk'), keep: t('stay'), doIt: t('leaveForGood') };
  return <AskOnceMore words={words} busy={busy} onDo={onLeave} testId="leave" />;
}
