import type { Money } from '@/lib/domain/money';
import type { Payment, PaymentProviderName, PaymentRefusal } from '@/lib/domain/payment';
import type { Result } from '@/lib/domain/result';

/** What a provider is asked to prepare for a buyer. */
export interface AuthorizeWish {
  /** The organizer, whose account gets the money. */
  merchantId: string;
  /** What the buyer reads at the provider as the receiver. */
  merchantName: string;
  /** The booking. Comes back with the payment and with every notice of it. */
  reference: string;
  price: Money;
  /** What the buyer reads at the provider as bought. */
  description: string;
  /** Where the buyer's browser goes afterwards, whatever was decided; it proves nothing. */
  returnUrl: string;
  /** A provider may let the buyer approve for longer: what comes too late is to be voided. */
  approveBy: Date;
  /** One payment for each key, as long as the provider remembers keys (Stripe: at least a day). */
  idempotencyKey: string;
}

/** One of an organizer's payments, to be changed once for each key. */
export interface PaymentWish {
  merchantId: string;
  paymentId: string;
  idempotencyKey: string;
}

export interface RefundWish extends PaymentWish {
  /** Minor units; a part of what was captured, or all of it. */
  amountMinor: number;
}

/**
 * What became of a change.
 * - done: as the payment says.
 * - refused: nothing was done.
 * - unknown: it may have happened; no answer came. Ask the same again with the same key, or get the payment.
 */
export type PaymentAnswer =
  | { outcome: 'done'; payment: Payment }
  | { outcome: 'refused'; refusal: PaymentRefusal }
  | { outcome: 'unknown' };

/** A webhook as it arrived: the body's bytes as text, unparsed. */
export interface WebhookMessage {
  body: string;
  header: (name: string) => string | null | undefined;
}

/** A webhook that is genuine: something became of a payment. What, the provider is to be asked: it may come late. */
export interface PaymentNotice {
  provider: PaymentProviderName;
  /** The same however often it is told. */
  noticeId: string;
  /** The provider's word for what happened. */
  kind: string;
  /** null: it is about a payment we did not make, or about none. */
  reference: string | null;
  /** null: the provider names it otherwise in this notice; the reference tells. */
  paymentId: string | null;
  /** null: the provider's main account. */
  merchantId: string | null;
}

export type WebhookRefusal = { code: 'WEBHOOK_NOT_GENUINE' };

/**
 * Somebody who takes money for organizers. Every call settles within the provider's time limit; each throws
 * StoreUnavailable (store `payments`) when the provider could not be asked and certainly nothing was done.
 */
export interface PaymentProvider {
  readonly name: PaymentProviderName;
  /** Prepares a payment; the buyer approves it at `payment.approvalUrl`. */
  authorize(wish: AuthorizeWish): Promise<PaymentAnswer>;
  /** Takes an authorized payment, whole. Refuses PAYMENT_NOT_FOUND, PAYMENT_IN_OTHER_STATE, PAYMENT_DECLINED. */
  capture(wish: PaymentWish): Promise<PaymentAnswer>;
  /** Lets go of what was not captured: then it is voided, or expired where it was not approved yet. Refuses PAYMENT_NOT_FOUND, PAYMENT_IN_OTHER_STATE. */
  void(wish: PaymentWish): Promise<PaymentAnswer>;
  /** Gives back what was captured. Refuses PAYMENT_NOT_FOUND, PAYMENT_IN_OTHER_STATE, REFUND_TOO_LARGE, REFUND_FAILED. */
  refund(wish: RefundWish): Promise<PaymentAnswer>;
  /** A payment as it stands now; null when the organizer has none of this id. */
  get(which: { merchantId: string; paymentId: string }): Promise<Payment | null>;
  /** Whether a webhook comes from the provider and is not an old one played again; asks nobody. */
  verifyWebhook(message: WebhookMessage, now: Date): Result<PaymentNotice, WebhookRefusal>;
}
