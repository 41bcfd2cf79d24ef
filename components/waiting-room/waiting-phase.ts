import type { WaitingView } from './waiting-desk';

/** What the waiting page is about at the moment; one of them at a time. */
export type WaitingPhase =
  /** Signed out since the page was made; by a sign-in elsewhere. */
  | 'signed_out'
  | 'superseded'
  /** The sale is over. */
  | 'closed'
  /** The room opens later. */
  | 'not_open'
  /** The browser computes. */
  | 'checking'
  /** On the way in. */
  | 'joining'
  /** Nobody may join at present. */
  | 'drained'
  /** Inside before the sale opens; then, for a moment, while the order is drawn. */
  | 'early'
  | 'drawing'
  | 'waiting'
  | 'skipped'
  | 'left'
  | 'ended'
  | 'admitted';

/** @param now the server's time, seconds since 1970 */
export function phaseOf({ place, doing, refusal }: WaitingView, now: number): WaitingPhase {
  if (refusal?.code === 'NOT_SIGNED_IN') return 'signed_out';
  if (refusal?.code === 'SESSION_SUPERSEDED') return 'superseded';
  if (now * 1000 >= Date.parse(place.salesCloseAt)) return 'closed';
  if (doing === 'checking') return 'checking';
  if (doing === 'joining') return 'joining';
  switch (place.state) {
    case 'early':
      return now * 1000 < Date.parse(place.salesOpenAt) ? 'early' : 'drawing';
    case 'outside':
      if (now * 1000 < Date.parse(place.opensAt)) return 'not_open';
      return place.room === 'drained' ? 'drained' : 'joining';
    default:
      return place.state;
  }
}
