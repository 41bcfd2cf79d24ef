import type { PaymentView } from '@/lib/domain/purchase';

/** A payment as its page has it: times as text, as they travel. */
export type PaymentShown = Omit<PaymentView, 'expiresAt' | 'now'> & {
  /** ISO 8601 */
  expiresAt: string | null;
};

/** A payment for its page. */
export function paymentShown(payment: PaymentView): PaymentShown {
  const { now: _, ...stands } = payment;
  return { ...stands, expiresAt: payment.expiresAt?.toISOString() ?? null };
}
