import { z } from 'zod';
import type { Payment, PaymentRefusal } from '@/lib/domain/payment';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import type { PaymentAnswer } from './payment-provider';
import type { Heard } from './provider-call';

const states = ['requires_approval', 'authorized', 'captured', 'voided', 'declined', 'expired'] as const;

const payment = z.object({
  id: z.string(),
  account: z.string(),
  reference: z.string(),
  status: z.enum(states),
  amount: z.int(),
  currency: z.string(),
  captured_amount: z.int(),
  refunded_amount: z.int(),
  decline_reason: z.string().nullable(),
  approval_url: z.url(),
});

const failure = z.object({
  error: z.object({
    code: z.string(),
    status: z.enum(states).optional(),
    refundable_amount: z.int().optional(),
  }),
});

/** A payment as the sandbox writes it; null when this is none. */
export function readPayment(body: unknown): Payment | null {
  const parsed = payment.safeParse(body);
  if (!parsed.success) return null;
  const told = parsed.data;
  return {
    provider: 'sandbox',
    id: told.id,
    merchantId: told.account,
    reference: told.reference,
    state: told.status,
    price: { amount: told.amount, currency: told.currency },
    capturedMinor: told.captured_amount,
    refundedMinor: told.refunded_amount,
    approvalUrl: told.status === 'requires_approval' ? told.approval_url : null,
    declineReason: told.decline_reason,
  };
}

function readRefusal(body: unknown): PaymentRefusal | null {
  const parsed = failure.safeParse(body);
  if (!parsed.success) return null;
  const { code, status, refundable_amount } = parsed.data.error;
  switch (code) {
    case 'payment_not_found':
      return { code: 'PAYMENT_NOT_FOUND' };
    case 'wrong_status':
      return { code: 'PAYMENT_IN_OTHER_STATE', state: status ?? null };
    case 'refund_too_large':
      return { code: 'REFUND_TOO_LARGE', refundableMinor: refundable_amount ?? null };
    case 'idempotency_key_reused':
      return { code: 'PAYMENT_KEY_REUSED' };
    default:
      return null;
  }
}

/**
 * What a call that changes something came to. Throws StoreUnavailable when certainly nothing was done, and an Error
 * when the sandbox did not understand us: that is our bug.
 */
export function readAnswer(heard: Heard): PaymentAnswer {
  if (!heard.heard) {
    if (heard.certainlyNothing) throw new StoreUnavailable('payments', heard.cause);
    return { outcome: 'unknown' };
  }
  const { status, body } = heard;
  if (status === 429) throw new StoreUnavailable('payments', new Error('too many calls'));
  if (status >= 200 && status < 300) {
    const done = readPayment(body);
    return done ? { outcome: 'done', payment: done } : { outcome: 'unknown' };
  }
  const refusal = readRefusal(body);
  if (refusal) return { outcome: 'refused', refusal };
  if (status >= 400 && status < 500) throw new Error(`the sandbox refused a call as malformed (${status})`);
  return { outcome: 'unknown' };
}

/** A payment that was asked for; null when there is none. Throws StoreUnavailable when that cannot be told. */
export function readFound(heard: Heard): Payment | null {
  if (!heard.heard) throw new StoreUnavailable('payments', heard.cause);
  if (heard.status === 404 && readRefusal(heard.body)) return null;
  const found = heard.status === 200 ? readPayment(heard.body) : null;
  if (!found) throw new StoreUnavailable('payments', new Error(`the sandbox answered ${heard.status}`));
  return found;
}
