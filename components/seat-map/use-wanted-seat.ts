'use client';

import { useEffect, useEffectEvent } from 'react';
import type { MapStage } from './map-stage';

/** The sign-in page, which comes back to this map and takes the seat, if one was meant. */
export function signInAddress(scheduleId: string, place: number | null, superseded: boolean): string {
  const next = encodeURIComponent(`/schedules/${scheduleId}${place === null ? '' : `?seat=${place}`}`);
  return `/sign-in?next=${next}${superseded ? '&reason=superseded' : ''}`;
}

interface Wanted {
  scheduleId: string;
  /** When the page was made: one that is shown again, out of the history, wants nothing any more. */
  madeAt: string;
  place: number | null;
}

/** Wishes that were seen to, while this document lives. */
const seenTo = new Set<string>();

/** Chooses the seat that was wanted before signing in, once the state is known, and takes it out of the address. */
export function useWantedSeat(
  stage: MapStage,
  { scheduleId, madeAt, place }: Wanted,
  choose: (place: number) => void,
): void {
  const chooseNow = useEffectEvent(choose);
  useEffect(() => {
    if (place === null || place >= stage.hall.seatCount) return;
    const wish = `${scheduleId} ${madeAt} ${place}`;
    const attempt = () => {
      if (!stage.state.known || seenTo.has(wish)) return;
      seenTo.add(wish);
      // No state of its own: Next notes the address itself, so that it does not come back with the next answer.
      window.history.replaceState(null, '', `/schedules/${scheduleId}`);
      // After the other listeners have taken the state in.
      queueMicrotask(() => chooseNow(place));
    };
    attempt();
    return stage.state.subscribe(attempt);
  }, [stage, scheduleId, madeAt, place]);
}
