import { crashPoint } from '@/lib/crash-point';
import type { PaymentProviderName } from '@/lib/domain/payment';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WebhookMessage } from '@/lib/payments/payment-provider';
import { paymentProvider } from '@/lib/payments/payment-providers';
import { storeNotice } from '@/lib/postgres/payment-notice-store';

/**
 * Takes what a provider tells us: checks that it is genuine and keeps it, once however often it comes; what follows is done
 * later. Refuses WEBHOOK_NOT_GENUINE, and NOT_FOUND for a provider that is off. Throws StoreUnavailable: it is told again then.
 */
export async function takePaymentNotice(
  name: PaymentProviderName,
  message: WebhookMessage,
): Promise<Result<null, { code: 'WEBHOOK_NOT_GENUINE' } | { code: 'NOT_FOUND' }>> {
  const provider = paymentProvider(name);
  if (!provider) return refused({ code: 'NOT_FOUND' });
  const notice = provider.verifyWebhook(message, new Date());
  if (!notice.ok) return notice;
  await storeNotice(notice.value);
  crashPoint('notice_stored');
  return granted(null);
}
