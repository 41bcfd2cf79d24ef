import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { callProvider, retryAfterMs } from './provider-call';
import { type MerchantCredentials, TokenRefused, type TokenRequest } from './token-request';

/** A token must come within this; the claim for it holds longer. */
const tokenLimitMs = 2500;

/** An organizer's account at the sandbox: it derives from the secret that is shared with it. */
export function sandboxCredentials(sharedSecret: string, merchantId: string): MerchantCredentials {
  const clientSecret = createHmac('sha256', sharedSecret)
    .update(`client_secret:${merchantId}`)
    .digest('base64url');
  return { clientId: merchantId, clientSecret };
}

/** What the sandbox signs its webhooks with. */
export function sandboxWebhookSecret(sharedSecret: string): string {
  return createHmac('sha256', sharedSecret).update('webhook').digest('base64url');
}

const grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** The client-credentials grant (OAuth 2) at the sandbox. */
export function sandboxTokenRequest(url: string): TokenRequest {
  return async ({ clientId, clientSecret }) => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const heard = await callProvider(`${url}/v1/oauth/token`, { method: 'POST', body }, tokenLimitMs);
    if (!heard.heard) throw new TokenRefused(`no answer: ${heard.cause}`, 'outage');
    const parsed = grant.safeParse(heard.body);
    if (heard.status === 200 && parsed.success) {
      return { token: parsed.data.access_token, lifeMs: parsed.data.expires_in * 1000 };
    }
    const reason = heard.status === 401 ? 'credentials' : 'outage';
    throw new TokenRefused(`answered ${heard.status}`, reason, retryAfterMs(heard.headers));
  };
}
