import { paymentProviderNames } from '@/lib/domain/payment';
import { paymentProvider } from '@/lib/payments/payment-providers';

/** Those of a sale's payment methods that can be used here: a provider that is switched off is not offered. */
export function offeredMethods(methods: readonly string[]): string[] {
  return methods.filter((method) => {
    const provider = paymentProviderNames.find((name) => name === method);
    return provider ? paymentProvider(provider) !== null : true;
  });
}
