'use client';

import { useTranslations } from 'next-intl';
import { AskOnceMore } from '@/components/ui/ask-once-more';

/** Gives an unpaid booking up, after asking once more: its seats are free at once. */
export function GiveUp({ busy, onGiveUp }: { busy: boolean; onGiveUp: () => void }) {
  const t = useTranslations('payment');
  const words = { ask: t('giveUp'), question: t('giveUpAsk'), keep: t('keep'), doIt: t('giveUpForGood') };
  return <AskOnceMore words={words} busy={busy} onDo={onGiveUp} />;
}
