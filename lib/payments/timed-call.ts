import type { PaymentProviderName } from '@/lib/domain/payment';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import type { PaymentAnswer, PaymentProvider } from './payment-provider';

type CallName = Exclude<keyof PaymentProvider, 'name' | 'verifyWebhook'>;

/** Makes a call to a provider and measures it. */
export async function timedCall<T extends PaymentAnswer | object | null>(
  provider: PaymentProviderName,
  call: CallName,
  work: () => Promise<T>,
): Promise<T> {
  const end = metrics.paymentSeconds.startTimer({ provider, call });
  try {
    const answer = await work();
    end({ outcome: answer !== null && 'outcome' in answer ? answer.outcome : 'done' });
    return answer;
  } catch (error) {
    end({ outcome: isStoreUnavailable(error) ? 'unavailable' : 'failed' });
    if (isStoreUnavailable(error)) metrics.outages.inc({ store: error.store });
    throw error;
  }
}
