import type { Money } from './money';
import type { PricedSeat } from './refusals';

/** A buyer's temporary claim on seats of a schedule, as the buyer sees it. */
export interface Hold {
  holdId: string;
  scheduleId: string;
  seats: PricedSeat[];
  total: Money;
  /** ISO 8601, by the server's clock. */
  expiresAt: string;
  /** From the moment of the answer; what a countdown starts with. */
  expiresInSeconds: number;
  /** Past this no prolonging helps. */
  capAt: string;
  /** Entering payment has extended it already. */
  extended: boolean;
}
