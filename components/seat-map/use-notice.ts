'use client';

import { useEffect, useState } from 'react';
import type { SaleStatus } from '@/lib/domain/sale';
import type { LinkPhase } from './live-link';
import type { MapNotice } from './map-notice';
import type { MapStage } from './map-stage';

/** Long enough to be read, whatever the server says of when to come back. */
const leastSeconds = 5;

/** The notice over the map, as long as its reason lasts; what it offers, as long as that is free. */
export function useNotice(
  stage: MapStage,
  sale: SaleStatus,
  link: LinkPhase,
): { notice: MapNotice | null; warn: (text: string, more?: Partial<MapNotice>) => void; quiet: () => void } {
  const [notice, setNotice] = useState<MapNotice | null>(null);
  const end = notice?.end;

  useEffect(() => {
    if (!notice) return;
    return stage.state.subscribe(() =>
      setNotice((shown) => (shown === notice ? asItStands(notice, stage) : shown)),
    );
  }, [stage, notice]);

  const isOver =
    (end?.when === 'sale-open' && sale === 'open') || (end?.when === 'connected' && link === 'live');
  // Only a change ends it: a call can fail while the stream of seats lives on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new notice is not over because of what was before it.
  useEffect(() => {
    if (isOver) setNotice(null);
  }, [sale, link]);

  useEffect(() => {
    if (end?.when !== 'later') return;
    const timer = setTimeout(() => setNotice(null), Math.max(end.seconds, leastSeconds) * 1000);
    return () => clearTimeout(timer);
  }, [end]);

  return {
    notice,
    warn: (text, more = {}) =>
      setNotice({
        text,
        kind: 'warning',
        alternatives: [],
        link: null,
        offer: null,
        standBy: null,
        end: null,
        ...more,
      }),
    quiet: () => setNotice(null),
  };
}

/** The notice after seats have changed; null when there is no reason for it any more. */
function asItStands(notice: MapNotice, { state }: MapStage): MapNotice | null {
  const { end, alternatives, offer } = notice;
  const isFree = (place: number) => state.statusAt(place) === 'available';
  if (end?.when === 'seat-free' && (isFree(end.place) || state.statusAt(end.place) === 'mine')) return null;
  const left = alternatives.filter(isFree);
  const lostOffer = offer !== null && !offer.take.every(isFree);
  if (left.length === alternatives.length && !lostOffer) return notice;
  return { ...notice, alternatives: left, offer: lostOffer ? null : offer };
}
