import type { Money } from './money';

export const paymentProviderNames = ['sandbox', 'stripe'] as const;
/** Who takes the money. */
export type PaymentProviderName = (typeof paymentProviderNames)[number];

export const paymentStates = [
  'requires_approval',
  'authorized',
  'captured',
  'voided',
  'declined',
  'expired',
] as const;
/**
 * requires_approval ends as authorized, declined, expired or voided; authorized as captured or voided. What goes back
 * of a captured payment is told by its amounts.
 */
export type PaymentState = (typeof paymentStates)[number];

/** A payment as its provider told it. */
export interface Payment {
  provider: PaymentProviderName;
  /** The provider's own id of it. */
  id: string;
  /** Whose money it is: the organizer. */
  merchantId: string;
  /** What we called it: the booking. */
  reference: string;
  state: PaymentState;
  price: Money;
  /** Minor units, like the price. */
  capturedMinor: number;
  refundedMinor: number;
  /** Where the buyer approves it, while that is to be done. */
  approvalUrl: string | null;
  /** The provider's word for it, once it is declined. */
  declineReason: string | null;
}

/** An expected "no" of a provider. Nothing was done. */
export type PaymentRefusal =
  | { code: 'PAYMENT_NOT_FOUND' }
  /** It cannot be captured, voided or refunded as it is; null: the provider did not say how it is. */
  | { code: 'PAYMENT_IN_OTHER_STATE'; state: PaymentState | null }
  | { code: 'PAYMENT_DECLINED'; reason: string | null }
  /** null: the provider did not say what is left. */
  | { code: 'REFUND_TOO_LARGE'; refundableMinor: number | null }
  /** The provider could not give the money back. */
  | { code: 'REFUND_FAILED' }
  /** The idempotency key was used for something else. */
  | { code: 'PAYMENT_KEY_REUSED' };
