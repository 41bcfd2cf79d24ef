'use client';

import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { TicketPlace } from '@/components/ticket-place';
import type { WrongEntry } from '@/lib/domain/door-list';
import { showClock } from '@/lib/domain/show-time';
import { refusalHeading } from './verdict-text';

/** Whom devices without a connection let in wrongly, found when they were back; nothing where there is nobody. */
export function WrongEntries({ entries, timeZone }: { entries: readonly WrongEntry[]; timeZone: string }) {
  const t = useTranslations('checkIn');
  const language = useLocale();
  const clock = (iso: string) => showClock(iso, language, timeZone);
  return (
    <div role="status" className="empty:hidden">
      {entries.length > 0 && (
        <details className="rounded-3xl border border-danger bg-surface p-5" data-testid="wrong-entries">
          <summary className="flex items-center gap-2 font-bold text-danger">
            <TriangleAlert aria-hidden="true" className="size-5 shrink-0" />
            {t('wrongEntries', { count: entries.length })}
          </summary>
          <p className="mt-2 text-soft text-sm">{t('wrongEntriesHint')}</p>
          <ul className="mt-3 divide-y divide-line text-sm">
            {entries.map((entry) => (
              <li key={`${entry.ticket.ticketId} ${entry.at} ${entry.device}`} className="py-3">
                <span className="font-semibold">
                  <TicketPlace ticket={entry.ticket} />
                </span>{' '}
                <span className="text-faint">{entry.ticket.ticketId}</span>
                <br />
                {t(refusalHeading(entry.code))}
                {' · '}
                {t('letInAt', { time: clock(entry.at), device: entry.device })}
                {entry.first && (
                  <>
                    <br />
                    {t('firstAt', { time: clock(entry.first.at), device: entry.first.device })}
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
