import type { PaymentProviderName } from '@/lib/domain/payment';
import { env } from '@/lib/env';
import type { PaymentProvider } from './payment-provider';
import { sandboxProvider } from './sandbox-provider';
import { stripeProvider } from './stripe-provider';

/** Where a provider tells us what became of payments. */
export function webhookPath(provider: PaymentProviderName): string {
  return `/api/v1/webhooks/payments/${provider}`;
}

function openSandbox(): PaymentProvider | null {
  const {
    SANDBOX_PAYMENTS_URL: url,
    SANDBOX_PAYMENTS_SECRET: sharedSecret,

    APP_URL,
  } = env();
  if (!url || !sharedSecret) return null;
  return sandboxProvider({
    url: url.replace(/\/$/, ''),
    sharedSecret,
    webhookUrl: new URL(webhookPath('sandbox'), APP_URL).href,
  });
}

function openStripe(): PaymentProvider | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_ACCOUNTS } = env();
  if (!secretKey || !webhookSecret) return null;
  const accounts = new Map(
    (STRIPE_ACCOUNTS?.split(',') ?? []).map((entry): [string, string] => {
      const [organizer = '', account = ''] = entry.split(':');
      return [organizer, account];
    }),
  );
  return stripeProvider({ secretKey, webhookSecret, accounts });
}

const open: Record<PaymentProviderName, () => PaymentProvider | null> = {
  sandbox: openSandbox,
  stripe: openStripe,
};
const opened = new Map<PaymentProviderName, PaymentProvider | null>();

/** A provider of payments, or null where the environment switches it off. */
export function paymentProvider(name: PaymentProviderName): PaymentProvider | null {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const provider = open[name]();
  opened.set(name, provider);
  return provider;
}

/** The providers that are switched on. */
export function paymentProviders(): PaymentProvider[] {
  return [paymentProvider('sandbox'), paymentProvider('stripe')].filter((provider) => provider !== null);
}
