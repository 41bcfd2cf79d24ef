import type { Money } from './money';
import type { ShowCancelled } from './sale';

/** How many refunds, and how much money they are. */
export interface RefundSum {
  count: number;
  amount: Money;
}

/** How far a cancelled show is with giving everything back. */
export interface ShowCancellation extends ShowCancelled {
  scheduleId: string;
  /** Live bookings when it was cancelled. */
  bookingsTotal: number;
  /** Live bookings now. */
  bookingsLeft: number;
  /** Nothing is to be cancelled any more; refunds may still be on their way. */
  done: boolean;
  /** Of this cancellation, by how they stand. */
  refunds: { due: RefundSum; done: RefundSum; failed: RefundSum };
}
