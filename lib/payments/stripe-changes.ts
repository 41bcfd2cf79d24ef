import Stripe from 'stripe';
import type { Payment } from '@/lib/domain/payment';
import type { PaymentAnswer, PaymentWish, RefundWish } from './payment-provider';
import type { StripeAccount } from './stripe-account';
import { pastStoredFailures } from './stripe-failure';
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
  const captured = await pastStoredFailures(wish.idempotencyKey, (key) =>
    account.stripe.paymentIntents.capture(intent.id, {}, account.scope(wish.merchantId, key)),
  );
  return done({ ...session, payment_intent: captured });
}

/** Closes the page of an open session, or cancels the intent of an approved one. Fails as the SDK does. */
export async function letGo(
  account: StripeAccount,
  session: Session,
  wish: PaymentWish,
): Promise<PaymentAnswer> {
  const { merchantId, idempotencyKey } = wish;
  const { checkout, paymentIntents } = account.stripe;
  if (session.status === 'open') {
    try {
      const expired = await pastStoredFailures(`${idempotencyKey}:expire`, (key) =>
        checkout.sessions.expire(session.id, {}, account.scope(merchantId, key)),
      );
      return done(expired);
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
  const canceled = await pastStoredFailures(`${idempotencyKey}:cancel`, (key) =>
    paymentIntents.cancel(intent.id, {}, account.scope(merchantId, key)),
  );
  return done({ ...session, payment_intent: canceled });
}

/** What a refund has come to: not every card, and no bank account, is given money back at once. */
function refundAnswer(session: Session, { status }: Stripe.Refund, refundedSince = 0): PaymentAnswer {
  if (status === 'failed' || status === 'canceled') {
    return { outcome: 'refused', refusal: { code: 'REFUND_FAILED' } };
  }
  return status === 'succeeded' ? done(session, refundedSince) : { outcome: 'unknown' };
}

/** Refunds a part of a captured intent. Fails as the SDK does. */
export async function refundIntent(
  account: StripeAccount,
  session: Session,
  wish: RefundWish,
): Promise<PaymentAnswer> {
  const { merchantId, idempotencyKey: key, amountMinor: amount } = wish;
  const intent = intentOf(session);
  const payment = readSession(session);
  if (!intent || payment.state !== 'captured') return inOtherState(payment);
  // Stripe forgets keys after a day; a refund that is repeated later must still not be a second one.
  const { refunds } = account.stripe;
  const about = { payment_intent: intent.id, limit: 100 };
  const params = { payment_intent: intent.id, amount, metadata: { key } };
  const { mine, made } = await pastStoredFailures(key, async (under) => {
    const { data } = await refunds.list(about, account.scope(merchantId));
    const mine = data.find(({ metadata }) => metadata?.key === key);
    return mine ? { mine } : { made: await refunds.create(params, account.scope(merchantId, under)) };
  });
  return mine ? refundAnswer(session, mine) : refundAnswer(session, made, amount);
}
