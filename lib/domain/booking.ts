import type { BookingStatus } from './booking-states';
import type { CancellationStep } from './cancellation';
import type { Money } from './money';
import type { PricedSeat } from './refusals';
import type { EventName, VenueName } from './sale';

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
  total: Money;
  paymentMethod: string;
  createdAt: string;
  confirmedAt: string | null;
  cancelledAt: string | null;
  fee: Money | null;
  refund: Money | null;
  /** Until when cancelling costs what; past the last step it is closed. */
  cancellation: CancellationStep[];
}
