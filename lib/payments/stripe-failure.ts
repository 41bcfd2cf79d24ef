import Stripe from 'stripe';
import type { PaymentRefusal } from '@/lib/domain/payment';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import type { PaymentAnswer } from './payment-provider';
import { isBeforeSending } from './provider-call';

const { errors } = Stripe;

function refusalOf(error: Stripe.errors.StripeError): PaymentRefusal | null {
  if (error instanceof errors.StripeCardError) {
    return { code: 'PAYMENT_DECLINED', reason: error.decline_code ?? error.code ?? null };
  }
  if (error instanceof errors.StripeIdempotencyError) return { code: 'PAYMENT_KEY_REUSED' };
  switch (error.code) {
    case 'resource_missing':
      return { code: 'PAYMENT_NOT_FOUND' };
    case 'payment_intent_unexpected_state':
    case 'charge_already_captured':
    case 'charge_expired_for_capture':
    case 'charge_disputed':
      return { code: 'PAYMENT_IN_OTHER_STATE', state: null };
    case 'charge_already_refunded':
    case 'amount_too_large':
      return { code: 'REFUND_TOO_LARGE', refundableMinor: null };
    default:
      return null;
  }
}

/** Throws StoreUnavailable where Stripe certainly did nothing; goes on otherwise. */
function throwIfNothingWasDone(error: Stripe.errors.StripeError): void {
  const wrongKey =
    error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError;
  if (wrongKey) log.error({ code: error.code, type: error.type }, 'Stripe does not accept our key');
  const unreachable = error instanceof errors.StripeConnectionError && isBeforeSending(error.detail);
  if (wrongKey || unreachable || error instanceof errors.StripeRateLimitError) {
    throw new StoreUnavailable('payments', error);
  }
}

/**
 * What a failed change came to. Throws StoreUnavailable when certainly nothing was done, and what is no refusal of
 * Stripe's but our own mistake.
 */
export function readFailure(error: unknown): PaymentAnswer {
  if (!(error instanceof errors.StripeError)) throw error;
  throwIfNothingWasDone(error);
  const refusal = refusalOf(error);
  if (refusal) return { outcome: 'refused', refusal };
  // 409: the same key is under way at this moment.
  const answered = error.statusCode !== undefined && error.statusCode < 500 && error.statusCode !== 409;
  if (answered && error instanceof errors.StripeInvalidRequestError) throw error;
  return { outcome: 'unknown' };
}

/** A failed question: null when there is no such thing. Throws StoreUnavailable when Stripe could not tell. */
export function readMissing(error: unknown): null {
  if (error instanceof errors.StripeError && error.code === 'resource_missing') return null;
  if (error instanceof errors.StripeInvalidRequestError) throw error;
  if (error instanceof errors.StripeError) {
    throwIfNothingWasDone(error);
    throw new StoreUnavailable('payments', error);
  }
  throw error;
}

/** Past so many stored failures of one change somebody must look. */
const mostStoredFailures = 20;

/**
 * Stripe keeps a failure of its own under the key of the change for a day, and would answer it to every repeat. A repeat that
 * hears such a stored one goes on under the next key: what was done under the earlier is told by the payment's state, or the refund's name.
 */
export async function pastStoredFailures<Done>(
  key: string,
  act: (key: string) => Promise<Done>,
): Promise<Done> {
  for (let nth = 0; ; nth += 1) {
    try {
      return await act(nth === 0 ? key : `${key}:${nth}`);
    } catch (error) {
      const stored =
        error instanceof errors.StripeError &&
        (error.statusCode ?? 0) >= 500 &&
        error.headers?.['idempotent-replayed'] === 'true';
      if (!stored || nth === mostStoredFailures) throw error;
    }
  }
}
