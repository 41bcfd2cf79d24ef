import type Stripe from 'stripe';
import type { Payment, PaymentState } from '@/lib/domain/payment';

/** What a session must be asked for with, so that it tells all of its payment. */
export const withIntent = { expand: ['payment_intent.latest_charge'] };

/** The intent of a session that a buyer has approved. */
export function intentOf({ payment_intent }: Stripe.Checkout.Session): Stripe.PaymentIntent | null {
  return typeof payment_intent === 'object' ? payment_intent : null;
}

function stateOf(session: Stripe.Checkout.Session): PaymentState {
  if (session.status === 'expired') return 'expired';
  switch (intentOf(session)?.status) {
    case 'requires_capture':
      return 'authorized';
    case 'succeeded':
      return 'captured';
    case 'canceled':
      return 'voided';
    default:
      return 'requires_approval';
  }
}

/** A Checkout session and its intent as one payment of ours. Metadata is what we wrote into it. */
export function readSession(session: Stripe.Checkout.Session): Payment {
  const state = stateOf(session);
  const intent = intentOf(session);
  const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null;
  return {
    provider: 'stripe',
    id: session.id,
    merchantId: session.metadata?.merchant_id ?? '',
    reference: session.metadata?.reference ?? '',
    state,
    price: { amount: session.amount_total ?? 0, currency: (session.currency ?? '').toUpperCase() },
    capturedMinor: state === 'captured' ? (intent?.amount_received ?? 0) : 0,
    refundedMinor: charge?.amount_refunded ?? 0,
    approvalUrl: state === 'requires_approval' ? session.url : null,
    declineReason: null,
  };
}
