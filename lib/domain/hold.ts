import type { Money } from './money';
import type { PricedSeat } from './refusals';
import type { AreaQuantity, HeldArea } from './standing-area';

/** Seats by their place, and places of standing areas, each area once. */
export interface Selection {
  places: readonly number[];
  areas?: readonly AreaQuantity[];
}

/** What is chosen in a hold, to tell one choice from another. */
export function choiceIn({ holdId, seats, areas }: Pick<Hold, 'holdId' | 'seats' | 'areas'>): string {
  const places = areas.map(({ areaId, quantity }) => `${areaId} ${quantity}`);
  return JSON.stringify([holdId, [...seats.map(({ seatId }) => seatId), ...places].sort()]);
}

/** A buyer's temporary claim on seats and places of standing areas of a schedule, as the buyer sees it. */
export interface Hold {
  holdId: string;
  scheduleId: string;
  seats: PricedSeat[];
  areas: HeldArea[];
  total: Money;
  /** ISO 8601, by the server's clock. */
  expiresAt: string;
  /** From the moment of the answer; what a countdown starts with. */
  expiresInSeconds: number;
  /** Those of its seats that the buyer stood by for and was offered. With one of them the hold ends with the offer. */
  offeredSeatIds: string[];
  /** Past this no prolonging helps. */
  capAt: string;
  /** Entering payment has extended it already. */
  extended: boolean;
}
