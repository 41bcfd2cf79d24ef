'use client';

import { CircleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { refusalSentence } from '@/components/refusal-text';
import type { Refusal } from '@/lib/domain/refusals';

/** Why not, and what to do next; read out when it appears. */
export function RefusalNotice({ refusal, timeZone }: { refusal: Refusal | null; timeZone?: string }) {
  const t = useTranslations();
  const language = useLocale();
  return (
    <div role="alert" className="empty:sr-only">
      {refusal && (
        <p className="flex animate-fade gap-3 rounded-xl border border-danger bg-surface p-4 text-sm">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
          {refusalSentence(t, refusal, language, timeZone)}
        </p>
      )}
    </div>
  );
}
