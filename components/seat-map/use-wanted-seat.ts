'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import type { MapStage } from './map-stage';

/** The sign-in page, which comes back to this map and takes the seat, if one was meant. */
export function signInAddress(scheduleId: string, place: number | null, superseded: boolean): string {
  const next = encodeURIComponent(`/schedules/${scheduleId}${place === null ? '' : `?seat=${place}`}`);
  return `/sign-in?next=${next}${superseded ? '&reason=superseded' : ''}`;
}

/** Chooses the seat that was wanted before signing in, once the state is known, and takes it out of the address. */
export function useWantedSeat(
  stage: MapStage,
  wanted: number | null,
  scheduleId: string,
  choose: (place: number) => void,
): void {
  const done = useRef(false);
  const chooseNow = useEffectEvent(choose);
  useEffect(() => {
    if (wanted === null || wanted >= stage.hall.seatCount || done.current) return;
    const attempt = () => {
      if (!stage.state.known || done.current) return;
      done.current = true;
      window.history.replaceState(window.history.state, '', `/schedules/${scheduleId}`);
      // After the other listeners have taken the state in.
      queueMicrotask(() => chooseNow(wanted));
    };
    attempt();
    return stage.state.subscribe(attempt);
  }, [stage, wanted, scheduleId]);
}
