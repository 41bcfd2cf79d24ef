import type { BookingStatus } from './booking-states';
import type { CancellationStep } from './cancellation';
import type { Money } from './money';
import type { PaymentView } from './purchase';
import type { PricedSeat } from './refusals';
import type { EventName, ShowCancelled, VenueName } from './sale';
import type { Entry } from './standing-area';

/** A seat of a booking; `ticket` names it within the booking, as its ticket does. */
export interface BookedSeat extends PricedSeat {
  ticket: string;
}

/** A place of a standing area in a booking. */
export interface BookedEntry extends Entry {
  ticket: string;
}

export const refundStates = ['due', 'done', 'failed'] as const;
/** due: on its way; failed: the provider refuses it, and a person has to look. */
export type RefundState = (typeof refundStates)[number];

/** Money that goes back to the buyer. */
export interface RefundView {
  amount: Money;
  state: RefundState;
  /** ISO 8601. */
  createdAt: string;
  doneAt: string | null;
}

/** A booking as its buyer sees it. Times are ISO 8601, UTC. */
export interface BookingView {
  bookingId: string;
  code: string;
  status: BookingStatus;
  scheduleId: string;
  event: EventName;
  venue: VenueName;
  startsAt: string;
  endsAt: string;
  /** What it has; of a booking that ended, what it had. */
  seats: BookedSeat[];
  /** Places of standing areas, one a ticket. */
  entries: BookedEntry[];
  /** What was cancelled out of a booking that goes on. */
  cancelledSeats: BookedSeat[];
  cancelledEntries: BookedEntry[];
  /** What was booked: the tickets it has, with fee and refund of those it had. */
  total: Money;
  paymentMethod: string;
  /** null: there was nothing to pay. */
  payment: PaymentView | null;
  createdAt: string;
  confirmedAt: string | null;
  cancelledAt: string | null;
  /** Kept of, and given back for, all that was cancelled of it so far. */
  fee: Money | null;
  refund: Money | null;
  /** What goes back or went back by the way it was paid, oldest first. */
  refunds: RefundView[];
  showCancelled: ShowCancelled | null;
  /** Until when cancelling all it has costs what; past the last step it is closed. */
  cancellation: CancellationStep[];
}
