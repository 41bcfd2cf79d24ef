import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { PaymentNotice, WebhookMessage, WebhookRefusal } from './payment-provider';

/** Signed longer ago (or later) than this is an old message played again, or a clock that is off. */
const toleranceMs = 300_000;

const notice = z.object({
  id: z.string().min(1).max(255),
  type: z.string(),
  account: z.string(),
  payment_id: z.string(),
  reference: z.string(),
});

function isSigned(secret: string, body: string, header: string, now: Date): boolean {
  const [, seconds = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (Math.abs(now.getTime() - Number(seconds) * 1000) > toleranceMs) return false;
  const wanted = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  const bytes = Buffer.from(given, 'hex');
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
}

/** Checks the signature over the body's own bytes, then its time, then reads it. Refuses WEBHOOK_NOT_GENUINE. */
export function verifySandboxWebhook(
  secret: string,
  { body, header }: WebhookMessage,
  now: Date,
): Result<PaymentNotice, WebhookRefusal> {
  if (!isSigned(secret, body, header('Sandbox-Signature') ?? '', now)) {
    return refused({ code: 'WEBHOOK_NOT_GENUINE' });
  }
  const { id, type, account, payment_id, reference } = notice.parse(JSON.parse(body));
  return granted({
    ...{
      provider: 'sandbox',
      noticeId: id,
      kind: type,
      reference,
      paymentId: payment_id,
      merchantId: account,
    },
  });
}
