import { z } from 'zod';
import type { Payment } from './records';

const httpUrl = z.url({ protocol: /^https?$/, hostname: /.*/ }).max(2000);

/** An account's id: the shop chooses it. */
export const accountId = z.string().regex(/^[\w-]{1,64}$/);

export const createWish = z.strictObject({
  /** Minor units. */
  amount: z.int().min(1).max(1_000_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
  reference: z.string().min(1).max(200),
  merchant: z.string().min(1).max(100),
  description: z.string().max(300).default(''),
  return_url: httpUrl,
  webhook_url: httpUrl,
  approve_by: z.iso.datetime({ offset: true }).optional(),
});
export type CreateWish = z.infer<typeof createWish>;

export const refundWish = z.strictObject({ amount: z.int().min(1) });

export const tokenWish = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: accountId,
  client_secret: z.string().min(1).max(500),
});

const fault = z.strictObject({
  on: z.enum(['token', 'create', 'get', 'capture', 'void', 'refund', 'any']).default('any'),
  kind: z.enum(['slow', 'slow_after', 'error', 'error_after', 'cut']),
  ms: z.int().min(0).max(600_000).default(0),
  share: z.number().min(0).max(1).default(1),
  times: z.int().min(0).default(0),
});

/** What an admin may set; what is left out stays. */
export const accountWish = z.strictObject({
  client_secret: z.string().min(16).max(500).optional(),
  token_seconds: z.int().min(1).max(86_400).optional(),
  token_requests_per_minute: z.int().min(1).max(1_000_000).optional(),
  supersede_tokens: z.boolean().optional(),
  webhooks: z
    .strictObject({
      late_ms: z.int().min(0).max(3_600_000).default(0),
      spread_ms: z.int().min(0).max(3_600_000).default(0),
      copies: z.int().min(1).max(10).default(1),
    })
    .optional(),
  faults: z.array(fault).max(50).optional(),
});
export type AccountWish = z.infer<typeof accountWish>;

/** A payment as the shop sees it. */
export function paymentBody(payment: Payment, publicUrl: string): object {
  return {
    id: payment.id,
    account: payment.account,
    reference: payment.reference,
    status: payment.status,
    amount: payment.amount,
    currency: payment.currency,
    captured_amount: payment.captured,
    refunded_amount: refundedOf(payment),
    decline_reason: payment.declineReason ?? null,
    approval_url: `${publicUrl}/approve/${payment.id}/${payment.approvalKey}`,
    approve_by: new Date(payment.approveBy).toISOString(),
    created_at: new Date(payment.createdAt).toISOString(),
  };
}

/** What has gone back of a payment, minor units. */
export function refundedOf({ refunds }: Payment): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0);
}
