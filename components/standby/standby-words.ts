'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { NamedSeat } from '@/lib/domain/refusals';
import { seatName } from '@/lib/domain/seat-name';
import { showClock, showDay } from '@/lib/domain/show-time';
import type { Standby } from '@/lib/domain/standby';

/** Counted no further than this. */
const aheadCounted = 1000;

const passedOverMessages = {
  SEAT_LIMIT_EXCEEDED: 'passedOverLimit',
  EVENT_LIMIT_EXCEEDED: 'passedOverLimit',
  SCHEDULE_CONFLICT: 'passedOverConflict',
} as const;

function isKnown(code: string): code is keyof typeof passedOverMessages {
  return code in passedOverMessages;
}

/** Sentences about places in line, in the reader's language. */
export function useStandbyWords() {
  const t = useTranslations('standby');
  const all = useTranslations();
  const language = useLocale();
  const seats = (named: readonly NamedSeat[]) =>
    named.map((seat) => all('seat.name', seatName(seat, language))).join(', ');
  return {
    seats,
    /** "Floor row 3, seat 12" or "any 2 seats of grade R". */
    wish: ({ kind, seats: named, grade, quantity }: Standby) =>
      kind === 'any' ? t('wishAny', { grade: grade ?? '', count: quantity }) : seats(named),
    /** "3 people before you". */
    ahead: (count: number) => t(count >= aheadCounted ? 'aheadMany' : 'ahead', { count }),
    /** Why seats went past somebody, and when. */
    passedOver: ({ at, code }: { at: string; code: string }, timeZone: string) =>
      t(isKnown(code) ? passedOverMessages[code] : 'passedOverOther', {
        time: `${showDay(at, language, timeZone)} ${showClock(at, language, timeZone)}`,
      }),
  };
}
