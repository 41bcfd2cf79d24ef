import { AccessTokens, tokenRejected } from './access-tokens';
import type { PaymentAnswer, PaymentProvider } from './payment-provider';
import { callProvider, type Heard } from './provider-call';
import { sandboxCredentials, sandboxTokenRequest, sandboxWebhookSecret } from './sandbox-credentials';
import { verifySandboxWebhook } from './sandbox-webhook';
import { readAnswer, readFound } from './sandbox-wire';
import { timedCall } from './timed-call';
import type { MerchantCredentials } from './token-request';

/** A call must be answered within this, or its outcome counts as unknown. */
const usualLimitMs = 8000;

export interface SandboxOptions {
  url: string;
  /** Shared with the sandbox; organizers' credentials and the webhooks' signature derive from it. */
  sharedSecret: string;
  /** Where the sandbox tells what became of payments. */
  webhookUrl: string;
  limitMs?: number;
  /** Where an organizer's credentials are not the derived ones. */
  credentialsOf?: (merchantId: string) => MerchantCredentials;
}

interface BankCall {
  merchantId: string;
  path: string;
  idempotencyKey?: string;
  body?: object;
}

/** The practice bank, over HTTP like any other. */
export function sandboxProvider(options: SandboxOptions): PaymentProvider {
  const { url, sharedSecret, limitMs = usualLimitMs } = options;
  const credentialsOf =
    options.credentialsOf ?? ((merchantId: string) => sandboxCredentials(sharedSecret, merchantId));
  const tokens = new AccessTokens({
    provider: `sandbox ${url}`,
    request: sandboxTokenRequest(url),
  });

  const ask = ({ merchantId, path, idempotencyKey, body }: BankCall): Promise<Heard> =>
    tokens.use(credentialsOf(merchantId), async (token) => {
      const headers = {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
      };
      const method = idempotencyKey ? 'POST' : 'GET';
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const heard = await callProvider(`${url}/v1${path}`, init, limitMs);
      return heard.heard && heard.status === 401 ? tokenRejected : heard;
    });

  const change = (
    call: 'authorize' | 'capture' | 'void' | 'refund',
    asked: BankCall,
  ): Promise<PaymentAnswer> => timedCall('sandbox', call, async () => readAnswer(await ask(asked)));
  const pathOf = (paymentId: string) => `/payments/${encodeURIComponent(paymentId)}`;

  return {
    name: 'sandbox',
    authorize: ({ merchantId, idempotencyKey, price, ...wish }) =>
      change('authorize', {
        ...{ merchantId, idempotencyKey, path: '/payments' },
        body: {
          amount: price.amount,
          currency: price.currency,
          reference: wish.reference,
          merchant: wish.merchantName,
          description: wish.description,
          return_url: wish.returnUrl,
          webhook_url: options.webhookUrl,
          approve_by: wish.approveBy.toISOString(),
        },
      }),
    capture: ({ merchantId, paymentId, idempotencyKey }) =>
      change('capture', { merchantId, idempotencyKey, path: `${pathOf(paymentId)}/capture` }),
    void: ({ merchantId, paymentId, idempotencyKey }) =>
      change('void', { merchantId, idempotencyKey, path: `${pathOf(paymentId)}/void` }),
    refund: ({ merchantId, paymentId, idempotencyKey, amountMinor }) =>
      change('refund', {
        ...{
          merchantId,
          idempotencyKey,
          path: `${pathOf(paymentId)}/refunds`,
          body: { amount: amountMinor },
        },
      }),
    get: ({ merchantId, paymentId }) =>
      timedCall('sandbox', 'get', async () => readFound(await ask({ merchantId, path: pathOf(paymentId) }))),
    verifyWebhook: (message, now) => verifySandboxWebhook(sandboxWebhookSecret(sharedSecret), message, now),
  };
}
