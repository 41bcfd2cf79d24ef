'use client';

import { useEffect, useState } from 'react';
import type { MapStage } from './map-stage';

/** The parts of the map that come after it. */
export type LateParts = typeof import('./late-parts');

const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 15_000;

/** Kept for the next map. */
let loaded: LateParts | null = null;

/**
 * The late parts, once they are there; null until then. Asked for when they are `wanted` and the picture stands, again and
 * again if need be.
 */
export function useLateParts(stage: MapStage, wanted: boolean): LateParts | null {
  const [parts, setParts] = useState(loaded);
  const missing = wanted && parts === null;
  useEffect(() => {
    if (!missing) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const ask = async (pauseMilliseconds: number) => {
      try {
        loaded = await import('./late-parts');
        if (!ended) setParts(loaded);
      } catch {
        // Offline, or a server that is just being replaced.
        if (ended) return;
        const next = Math.min(pauseMilliseconds * 2, longestPauseMilliseconds);
        timer = setTimeout(() => void ask(next), pauseMilliseconds);
      }
    };
    let asked = false;
    const stop = stage.settling.follow((settled) => {
      if (!settled || asked) return;
      asked = true;
      timer = setTimeout(() => void ask(firstPauseMilliseconds));
    });
    return () => {
      ended = true;
      stop();
      clearTimeout(timer);
    };
  }, [stage, missing]);
  return parts;
}
