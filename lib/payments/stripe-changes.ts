import Stripe from 'stripe';
import type { Payment } from '@/lib/domain/payment';
import type { PaymentAnswer, PaymentWish, RefundWish } from './payment-provider';
import type { StripeAccount } from './stripe-account';
import { intentOf, readSession } from './stripe-payment';

type Session = Stripe.Checkout.Session;

/** As the session has it, with what was refunded since it was read. */
export function done(session: Session, refundedSince = 0): PaymentAnswer {
  const payment = readSession(session);
  return {
    outcome: 'done',
    payment: { ...payment, refundedMinor: payment.refundedMinor + refundedSince },
  };
}

/** What is in the wanted state already is done: a repeat that comes after its key was forgotten. */
function inOtherState(payment: Payment, ...wanted: Payment['state'][]): PaymentAnswer {
  if (wanted.includes(payment.state)) return { outcome: 'done', payment };
  return { outcome: 'refused', refusal: { code: 'PAYMENT_IN_OTHER_STATE', state: payment.state } };
}

/** Captures the intent of an approved session. Fails as the SDK does. */
export async function captureIntent(account: StripeAccount, session: Session, wish: PaymentWish) {
  const intent = intentOf(session);
  const payment = readSession(session);
  if (!intent || payment.state !== 'authorized') return inOtherState(payment, 'captured');
  const scope = account.scope(wish.merchantId, wish.idempotencyKey);
  const captured = await account.stripe.paymentIntents.capture(intent.id, {}, scope);
  return done({ ...session, payment_intent: captured });
}

/** Closes the page of an open session, or cancels the intent of an approved one. Fails as the SDK does. */
export async function letGo(
  account: StripeAccount,
  session: Session,
  wish: PaymentWish,
): Promise<PaymentAnswer> {
  const scope = (step: string) => account.scope(wish.merchantId, `${wish.idempotencyKey}:${step}`);
  if (session.status === 'open') {
    try {
      return done(await account.stripe.checkout.sessions.expire(session.id, {}, scope('expire')));
    } catch (error) {
      // Approved in this very moment?
      const refused = error instanceof Stripe.errors.StripeInvalidRequestError;
      const now = refused ? await account.session({ ...wish, paymentId: session.id }) : null;
      if (now && now.status !== 'open') return letGo(account, now, wish);
      throw error;
    }
  }
  const intent = intentOf(session);
  const payment = readSession(session);
  if (!intent || payment.state !== 'authorized') return inOtherState(payment, 'voided', 'expired');
  const canceled = await account.stripe.paymentIntents.cancel(intent.id, {}, scope('cancel'));
  return done({ ...session, payment_intent: canceled });
}

/** Refunds a part of a captured intent. Fails as the SDK does. */
export async function refundIntent(account: StripeAccount, session: Session, wish: RefundWish) {
  const { merchantId, idempotencyKey: key, amountMinor: amount } = wish;
  const intent = intentOf(session);
  const payment = readSession(session);
  if (!intent || payment.state !== 'captured') return inOtherState(payment);
  // Stripe forgets keys after a day; a refund that is repeated later must still not be a second one.
  const { refunds } = account.stripe;
  const earlier = await refunds.list({ payment_intent: intent.id, limit: 100 }, account.scope(merchantId));
  if (earlier.data.some(({ metadata }) => metadata?.key === key)) return done(session);
  const params = { payment_intent: intent.id, amount, metadata: { key } };
  await refunds.create(params, account.scope(merchantId, key));
  return done(session, amount);
}
