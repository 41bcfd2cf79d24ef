import Stripe from 'stripe';
import { readMissing } from './stripe-failure';
import { withIntent } from './stripe-payment';

/** One request to Stripe; a call of ours makes up to three. */
const usualLimitMs = 6000;

export interface StripeOptions {
  secretKey: string;
  webhookSecret: string;
  /** Organizers' connected accounts, by organizer; others are paid to the account of the key. */
  accounts?: ReadonlyMap<string, string>;
  limitMs?: number;
  /** Another server that speaks Stripe's API. */
  at?: { protocol: 'http' | 'https'; host: string; port: number };
}

/** Stripe's SDK, speaking for one organizer at a time. */
export class StripeAccount {
  readonly stripe: Stripe;
  readonly #accounts: ReadonlyMap<string, string>;

  constructor({ secretKey, accounts = new Map(), limitMs = usualLimitMs, at }: StripeOptions) {
    this.stripe = new Stripe(secretKey, { timeout: limitMs, maxNetworkRetries: 0, telemetry: false, ...at });
    this.#accounts = accounts;
  }

  /** Whose account a request is about, and its idempotency key. */
  scope(merchantId: string, idempotencyKey?: string): Stripe.RequestOptions {
    const stripeAccount = this.#accounts.get(merchantId);
    return { ...(stripeAccount && { stripeAccount }), ...(idempotencyKey && { idempotencyKey }) };
  }

  /** An organizer's session with its intent; null when there is none. Throws StoreUnavailable. */
  async session(which: { merchantId: string; paymentId: string }): Promise<Stripe.Checkout.Session | null> {
    const { merchantId, paymentId } = which;
    const { sessions } = this.stripe.checkout;
    const session = await sessions.retrieve(paymentId, withIntent, this.scope(merchantId)).catch(readMissing);
    // The key's own account has the payments of all organizers without one of their own.
    return session?.metadata?.merchant_id === merchantId ? session : null;
  }
}
