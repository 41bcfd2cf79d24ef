import type { Money } from './money';
import type { PricedSeat } from './refusals';
import type { EventName, VenueName } from './sale';

export const standbyStates = ['waiting', 'offered', 'taken', 'left', 'passed'] as const;
/**
 * Where somebody in line stands. waiting: in line. offered: seats came free and are this buyer's for a while. taken: booked.
 * left: by the buyer's own wish. passed: the offer was not used in time and went on to the next.
 */
export type StandbyState = (typeof standbyStates)[number];

/** Seats that came free, for one buyer alone for a while. */
export interface StandbyOffer {
  seats: PricedSeat[];
  total: Money;
  /** ISO 8601, by the server's clock. */
  endsAt: string;
  /** From the moment of the answer; what a countdown starts with. */
  endsInSeconds: number;
}

/** A place in line for seats that are held or sold, as its buyer sees it. Times are ISO 8601, UTC. */
export interface Standby {
  standbyId: string;
  scheduleId: string;
  /** All of the named seats, or any so many of a grade. */
  kind: 'seats' | 'any';
  /** The named seats; empty for "any". */
  seats: PricedSeat[];
  /** Name of the grade that any seats are wanted of; null where seats are named. */
  grade: string | null;
  quantity: number;
  state: StandbyState;
  /** People before this one who wait for the same seats; null unless waiting. Counted to 1,000. */
  ahead: number | null;
  /** Null unless offered. */
  offer: StandbyOffer | null;
  /** The buyer has as many seats as one may have: until that changes, offers go past, and the place in line is kept. */
  limitReached: boolean;
  /** When seats last went past this buyer, and the rule of the sale they did so for; the place in line was kept. */
  passedOver: { at: string; code: string } | null;
  joinedAt: string;
  endedAt: string | null;
}

/** A place in line with what it is for. */
export interface StandbyWithShow extends Standby {
  event: EventName;
  venue: VenueName;
  startsAt: string;
  salesCloseAt: string;
}
