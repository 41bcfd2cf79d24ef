'use client';

import { useCallback, useEffect, useState } from 'react';
import type { HallPicture } from '@/lib/domain/hall-picture';
import type { PackedHall } from '@/lib/domain/packed-hall';
import { unpackHall } from '@/lib/domain/unpack-hall';
import { breathe } from './breathe';
import { buildHallModel, type Grade, type HallModel } from './hall-model';
import { hallAddress } from './map-addresses';
import { pictureIn } from './picture-in';
import type { AreaForSale } from './standing-parts';

/** The hall's picture on its way. */
export type HallLoad =
  | { phase: 'loading'; hall: null }
  | { phase: 'failed'; hall: null }
  | { phase: 'ready'; hall: HallModel };

/** Loads and prepares a hall, with its names in the reader's language. `retry` tries again after a failure. */
export function useHall(
  planId: string,
  grades: readonly Grade[],
  areas: readonly AreaForSale[],
  language: 'ko' | 'en',
): HallLoad & { retry: () => void } {
  const [load, setLoad] = useState<HallLoad>({ phase: 'loading', hall: null });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt more means to load again; grades and areas come with the page and stay.
  useEffect(() => {
    const ended = new AbortController();
    setLoad({ phase: 'loading', hall: null });
    fetchPicture(planId, ended.signal)
      .then(async (picture) => {
        await breathe();
        return buildHallModel(pictureIn(language, picture), grades, areas);
      })
      .then(
        (hall) => {
          if (!ended.signal.aborted) setLoad({ phase: 'ready', hall });
        },
        () => {
          if (!ended.signal.aborted) setLoad({ phase: 'failed', hall: null });
        },
      );
    return () => ended.abort();
  }, [planId, language, attempt]);
  return { ...load, retry };
}

async function fetchPicture(planId: string, signal: AbortSignal): Promise<HallPicture> {
  const answer = await fetch(hallAddress(planId), { signal });
  if (!answer.ok) throw new Error(`hall answered ${answer.status}`);
  const packed: PackedHall = await answer.json();
  await breathe();
  return unpackHall(packed);
}
