import { bookingStatuses } from '@/lib/domain/booking-states';
import { paymentStages } from '@/lib/domain/purchase';
import type { Result } from '@/lib/domain/result';
import type { PaymentShown } from './payment-shown';

/** An answer takes 2 s at most; what takes longer is lost on the way. */
const timeoutMilliseconds = 8000;

/**
 * How a payment stands, by the HTTP API: cheaper than a page, and not in line behind this page's own actions. null when
 * no answer came that can be read.
 */
export async function lookAtPayment(code: string): Promise<Result<PaymentShown, { code: string }> | null> {
  try {
    const answer = await fetch(`/api/v1/tickets/bookings/${encodeURIComponent(code)}/payment`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return readPayment(await answer.json());
  } catch {
    // Offline, cut off, or not our server's words: the next look will tell.
    return null;
  }
}

/** The API's envelope around a payment; null for what is none. */
export function readPayment(told: unknown): Result<PaymentShown, { code: string }> | null {
  const { data, error } = (told ?? {}) as { data?: Record<string, unknown>; error?: { code?: unknown } };
  if (typeof error?.code === 'string') return { ok: false, refusal: { code: error.code } };
  const stage = paymentStages.find((name) => name === data?.stage);
  const status = bookingStatuses.find((name) => name === data?.status);
  const { amount, currency } = (data?.total ?? {}) as Record<string, unknown>;
  if (!data || !stage || !status || typeof amount !== 'number' || typeof currency !== 'string') return null;
  return {
    ok: true,
    value: {
      ...{ code: String(data.code), stage, status, total: { amount, currency } },
      provider: data.provider === 'stripe' ? 'stripe' : 'sandbox',
      approvalUrl: textOrNull(data.approval_url),
      declineReason: textOrNull(data.decline_reason),
      expiresAt: textOrNull(data.expires_at),
    },
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
