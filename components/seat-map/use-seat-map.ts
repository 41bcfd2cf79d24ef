'use client';

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { AreaCounts } from './area-counts';
import type { HallModel } from './hall-model';
import type { LinkPhase } from './live-link';
import { LiveSeats } from './live-seats';
import { MapStage } from './map-stage';
import { SeatState } from './seat-state';
import { readSeatTheme, watchTheme } from './seat-theme';

/** The stage of a hall with its live seats, alive while the component is. */
export function useSeatMap(
  scheduleId: string,
  hall: HallModel,
): { stage: MapStage; phase: LinkPhase; retry: () => void } {
  const stage = useMemo(() => {
    const state = new SeatState(hall.section, hall.category, hall.sections.length, hall.colours.length);
    return new MapStage(hall, state, new AreaCounts(hall.standing.length));
  }, [hall]);
  const [phase, setPhase] = useState<LinkPhase>('loading');
  const liveRef = useRef<LiveSeats | null>(null);

  useEffect(() => {
    const close = stage.open();
    const live = new LiveSeats(scheduleId, hall.planId, stage, setPhase);
    liveRef.current = live;
    const stop = live.start();
    return () => {
      stop();
      close();
    };
  }, [stage, scheduleId, hall]);

  useEffect(() => {
    const dress = () => {
      stage.theme = readSeatTheme(document.body);
      stage.redraw();
    };
    const less = matchMedia('(prefers-reduced-motion: reduce)');
    const calm = () => {
      stage.camera.calm = less.matches;
    };
    dress();
    calm();
    less.addEventListener('change', calm);
    const unwatch = watchTheme(dress);
    // The page's own typeface comes after the first drawing, a range of characters at a time.
    document.fonts.addEventListener('loadingdone', dress);
    return () => {
      less.removeEventListener('change', calm);
      unwatch();
      document.fonts.removeEventListener('loadingdone', dress);
    };
  }, [stage]);

  return { stage, phase, retry: () => liveRef.current?.retry() };
}

/** React's words about the seats need not be newer than this. */
const countMilliseconds = 200;

/** What counts its changes and tells of them. */
interface Counted<Change> {
  readonly version: number;
  subscribe(listener: (change: Change) => void): () => void;
}

/** Grows when seats change, at most five times a second: for counts in words. */
export function useSeatVersion(state: SeatState): number {
  return useVersion(state, 'all');
}

/** The same for free places of the standing areas. */
export function useAreaVersion(areas: AreaCounts): number {
  return useVersion(areas, true);
}

/** @param urgent the change that is told at once */
function useVersion<Change>(counted: Counted<Change>, urgent: Change): number {
  const store = useMemo(() => {
    let shown = counted.version;
    const subscribe = (tell: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const catchUp = () => {
        timer = undefined;
        shown = counted.version;
        tell();
      };
      const stop = counted.subscribe((change) => {
        if (change === urgent) {
          clearTimeout(timer);
          catchUp();
        } else timer ??= setTimeout(catchUp, countMilliseconds);
      });
      catchUp();
      return () => {
        clearTimeout(timer);
        stop();
      };
    };
    return { subscribe, read: () => shown };
  }, [counted, urgent]);
  return useSyncExternalStore(store.subscribe, store.read, store.read);
}
