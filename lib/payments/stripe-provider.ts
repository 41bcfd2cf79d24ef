import type Stripe from 'stripe';
import type { AuthorizeWish, PaymentAnswer, PaymentProvider, PaymentWish } from './payment-provider';
import { StripeAccount, type StripeOptions } from './stripe-account';
import { captureIntent, done, letGo, refundIntent } from './stripe-changes';
import { pastStoredFailures, readFailure } from './stripe-failure';
import { readSession } from './stripe-payment';
import { verifyStripeWebhook } from './stripe-webhook';
import { timedCall } from './timed-call';

/** Stripe takes no session that ends within half an hour. */
const shortestSessionSeconds = 1800;

/** Stripe: a Checkout session is the hosted page, its PaymentIntent (captured by hand) the money. */
export function stripeProvider(options: StripeOptions): PaymentProvider {
  const account = new StripeAccount(options);
  const { stripe } = account;

  /** Looks the payment up, then changes it. Looking up changes nothing: its failure is thrown. */
  const change = <Wish extends PaymentWish>(
    call: 'capture' | 'void' | 'refund',
    wish: Wish,
    act: (account: StripeAccount, session: Stripe.Checkout.Session, wish: Wish) => Promise<PaymentAnswer>,
  ) =>
    timedCall('stripe', call, async (): Promise<PaymentAnswer> => {
      const session = await account.session(wish);
      if (!session) return { outcome: 'refused', refusal: { code: 'PAYMENT_NOT_FOUND' } };
      return act(account, session, wish).catch(readFailure);
    });

  return {
    name: 'stripe',
    authorize: (wish) =>
      timedCall('stripe', 'authorize', () =>
        pastStoredFailures(wish.idempotencyKey, (key) =>
          stripe.checkout.sessions.create(sessionWish(wish), account.scope(wish.merchantId, key)),
        ).then((session) => done(session), readFailure),
      ),
    capture: (wish) => change('capture', wish, captureIntent),
    void: (wish) => change('void', wish, letGo),
    refund: (wish) => change('refund', wish, refundIntent),
    get: (which) =>
      timedCall('stripe', 'get', async () => {
        const session = await account.session(which);
        return session && readSession(session);
      }),
    verifyWebhook: (message, now) => verifyStripeWebhook(stripe, options.webhookSecret, message, now),
  };
}

function sessionWish(wish: AuthorizeWish): Stripe.Checkout.SessionCreateParams {
  const metadata = { reference: wish.reference, merchant_id: wish.merchantId };
  const name = wish.description || wish.merchantName;
  const price = { currency: wish.price.currency.toLowerCase(), unit_amount: wish.price.amount };
  return {
    mode: 'payment',
    // Not every way to pay can be captured later.
    allowed_payment_method_types: ['card'],
    adaptive_pricing: { enabled: false },
    line_items: [{ quantity: 1, price_data: { ...price, product_data: { name } } }],
    payment_intent_data: { capture_method: 'manual', description: name, metadata },
    metadata,
    client_reference_id: wish.reference,
    success_url: wish.returnUrl,
    cancel_url: wish.returnUrl,
    // From the wish alone: the same key must come with the same words, whenever it is repeated.
    expires_at: Math.ceil(wish.approveBy.getTime() / 1000) + shortestSessionSeconds,
  };
}
