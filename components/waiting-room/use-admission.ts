'use client';

import { useLocale } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { serverOffset } from '@/components/time/server-clock';
import { RoomCalls } from './room-calls';

/** An admission as a page came with it. Times are ISO 8601. */
export interface Admission {
  endsAt: string;
  /** The server's time then. */
  now: string;
}

/** How an admission stands. */
export interface AdmissionNow {
  endsAt: string;
  /** It is over: nothing more can be held. */
  over: boolean;
}

/** The token is good for some minutes; asked for again twice in that time, one lost answer does no harm. */
const longestMilliseconds = 120_000;
const shortestMilliseconds = 5000;

/**
 * Keeps an admission alive in this browser while a page that needs it is open: the token is short-lived, and a hold
 * made here or in another tab prolongs the admission.
 */
export function useAdmission(scheduleId: string, first: Admission): AdmissionNow {
  const language = useLocale();
  const calls = useMemo(() => new RoomCalls(scheduleId, language), [scheduleId, language]);
  const [admission, setAdmission] = useState<AdmissionNow>({ endsAt: first.endsAt, over: false });
  const { now } = first;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lookedAt = 0;
    let ended = false;
    const look = async () => {
      clearTimeout(timer);
      lookedAt = performance.now();
      const said = await calls.look();
      if (ended) return;
      // No answer, or signed out: the next hold will say it better.
      const inside = said.ok ? said.value.admissionEndsAt : undefined;
      if (inside === null) return setAdmission((was) => ({ ...was, over: true }));
      if (inside !== undefined) setAdmission({ endsAt: inside, over: false });
      const left =
        inside === undefined ? longestMilliseconds : Date.parse(inside) - Date.now() - serverOffset(now);
      const wait = Math.min(Math.max(left / 2, shortestMilliseconds), longestMilliseconds);
      timer = setTimeout(look, wait);
    };
    const awake = () => {
      if (!document.hidden && performance.now() - lookedAt > shortestMilliseconds) void look();
    };
    void look();
    document.addEventListener('visibilitychange', awake);
    window.addEventListener('online', awake);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', awake);
      window.removeEventListener('online', awake);
    };
  }, [calls, now]);

  return admission;
}
