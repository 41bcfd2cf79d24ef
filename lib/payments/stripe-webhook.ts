import Stripe from 'stripe';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { PaymentNotice, WebhookMessage, WebhookRefusal } from './payment-provider';

/** Signed longer ago than this is an old message played again, seconds. Stripe signs anew whenever it sends again. */
const toleranceSeconds = 300;

/** Checks a webhook with Stripe's own code, and reads which payment of ours it is about. Refuses WEBHOOK_NOT_GENUINE. */
export function verifyStripeWebhook(
  stripe: Stripe,
  secret: string,
  { body, header }: WebhookMessage,
  now: Date,
): Result<PaymentNotice, WebhookRefusal> {
  const signature = header('Stripe-Signature') ?? '';
  try {
    const receivedAt = now.getTime();
    const event = stripe.webhooks.constructEvent(
      body,
      signature,
      secret,
      toleranceSeconds,
      undefined,
      receivedAt,
    );
    return granted(readEvent(event));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) {
      return refused({ code: 'WEBHOOK_NOT_GENUINE' });
    }
    throw error;
  }
}

/** Sessions and intents carry our metadata; charges and refunds inherit it from the intent or name nothing. */
function readEvent(event: Stripe.Event): PaymentNotice {
  const about = event.data.object;
  const metadata = ('metadata' in about ? about.metadata : null) as Stripe.Metadata | null;
  const isSession = about.object === 'checkout.session';
  return {
    provider: 'stripe',
    noticeId: event.id,
    kind: event.type,
    reference: metadata?.reference ?? null,
    paymentId: isSession ? about.id : null,
    merchantId: metadata?.merchant_id ?? null,
  };
}
