import type { RefundState } from './booking';
import type { BookingStatus } from './booking-states';
import type { Money } from './money';
import { type PaymentProviderName, paymentStates } from './payment';

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
  'refund_failed',
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
 * - refund_failed: as before, but the provider will not pay all of it back: a person has to.
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
  /** The database's time when this was read: by it, not by a server's own clock, the time to pay runs out. */
  now: Date;
}

export const storedPaymentStates = ['starting', ...paymentStates] as const;
/** How a payment is kept: as its provider last told it, or `starting` while it has not answered yet. */
export type StoredPaymentState = (typeof storedPaymentStates)[number];

/** What is known of a booking's latest payment. */
interface Known {
  status: BookingStatus;
  state: StoredPaymentState;
  /** Nothing is to be done at the provider any more. */
  settled: boolean;
  /** How far each refund of it is. */
  refunds: readonly RefundState[];
}

const whilePending: Record<StoredPaymentState, PaymentStage> = {
  starting: 'starting',
  requires_approval: 'to_approve',
  authorized: 'working',
  captured: 'working',
  declined: 'declined',
  voided: 'declined',
  expired: 'declined',
};

/** Where a purchase stands, from what is known of it. */
export function paymentStage({ status, state, settled, refunds }: Known): PaymentStage {
  if (status === 'PENDING') return whilePending[state];
  if (status === 'CAPTURING') return 'working';
  if (status === 'CONFIRMED') return 'paid';
  if (refunds.includes('failed')) return 'refund_failed';
  if (refunds.length > 0) return refunds.includes('due') ? 'refunding' : 'refunded';
  if (status === 'CANCELLED') return 'cancelled';
  // Approved too late: it is being judged whether the seats are free still.
  return state === 'authorized' && !settled ? 'working' : 'expired';
}
