import type { BookingStatus } from './booking-states';
import type { Money } from './money';
import type { PaymentProviderName } from './payment';

export const paymentStages = [
  'starting',
  'to_approve',
  'working',
  'declined',
  'paid',
  'expired',
  'cancelled',
  'refunding',
  'refunded',
] as const;

/**
 * Where a purchase stands for its buyer.
 * - starting: the provider is being asked, or is out of reach; it is asked again by itself.
 * - to_approve: the buyer's turn, at `approvalUrl`.
 * - working: approved; the money is being taken, which nobody has to wait for.
 * - declined: this attempt came to nothing; another may be started until `expiresAt`.
 * - paid: the booking is confirmed.
 * - expired, cancelled: the seats are given back and no money was taken.
 * - refunding, refunded: the seats are given back, and what is not kept as a fee goes back or has gone back.
 */
export type PaymentStage = (typeof paymentStages)[number];

/** The payment of a booking as its buyer sees it. */
export interface PaymentView {
  code: string;
  status: BookingStatus;
  stage: PaymentStage;
  provider: PaymentProviderName;
  /** Where the buyer approves it, while that is to be done. */
  approvalUrl: string | null;
  /** The provider's word for it, once it is declined. */
  declineReason: string | null;
  /** Until when the seats are kept unpaid; null once that is over. */
  expiresAt: Date | null;
  total: Money;
}
