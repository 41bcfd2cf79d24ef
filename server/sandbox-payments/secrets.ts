import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares without telling by its time how much is right. */
export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
}

/** What an account signs in with until somebody changes it: every account is there without being opened. */
export function derivedClientSecret(shared: string, account: string): string {
  return createHmac('sha256', shared).update(`client_secret:${account}`).digest('base64url');
}

/** What webhooks are signed with. */
export function webhookSecret(shared: string): string {
  return createHmac('sha256', shared).update('webhook').digest('base64url');
}

/** `t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>", hex>` */
export function signature(secret: string, body: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
