'use client';

import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import { serverOffset } from '@/components/time/server-clock';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { RoomCalls } from './room-calls';
import { WaitingDesk, type WaitingView } from './waiting-desk';

/** Sent in and straight back more often than this, a page stops going in by itself. */
const lastEntry = 'rowlock:entered';
const entryMilliseconds = 5000;

/**
 * Stands in line while the page is open; goes to the map by itself when admitted.
 * @param onTurn called before it goes
 */
export function useWaiting(
  scheduleId: string,
  place: WaitingPlace,
  onTurn: () => void,
): { desk: WaitingDesk; view: WaitingView } {
  const router = useRouter();
  const language = useLocale();
  const enter = useEffectEvent(() => {
    onTurn();
    const before = Number(sessionStorage.getItem(lastEntry) ?? 0);
    sessionStorage.setItem(lastEntry, String(Date.now()));
    // A browser that keeps no cookies is sent back here at once: round and round, had it no button instead.
    if (Date.now() - before > entryMilliseconds) router.replace(`/schedules/${scheduleId}`);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is where the desk begins; it knows better from then on.
  const desk = useMemo(() => {
    const serverNow = () => Date.now() + serverOffset(place.now);
    return new WaitingDesk(new RoomCalls(scheduleId, language), place, scheduleId, serverNow);
  }, [scheduleId, language]);
  const view = useSyncExternalStore(desk.subscribe, desk.current, desk.current);
  useEffect(() => desk.start(() => enter()), [desk]);
  return { desk, view };
}
