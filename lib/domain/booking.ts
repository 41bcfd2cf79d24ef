import type { BookingStatus } from './booking-states';
import type { CancellationStep } from './cancellation';
import type { Money } from './money';
import type { PaymentView } from './purchase';
import type { PricedSeat } from './refusals';
import type { EventName, VenueName } from './sale';
import type { Entry } from './standing-area';

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
  seats: PricedSeat[];
  /** Places of standing areas, one a ticket. */
  entries: Entry[];
  total: Money;
  paymentMethod: string;
  /** null: there was nothing to pay. */
  payment: PaymentView | null;
  createdAt: string;
  confirmedAt: string | null;
  cancelledAt: string | null;
  fee: Money | null;
  refund: Money | null;
  /** Until when cancelling costs what; past the last step it is closed. */
  cancellation: CancellationStep[];
}
