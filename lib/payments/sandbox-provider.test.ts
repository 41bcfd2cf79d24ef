import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { buyerDecides, openWebhookDoor } from '@/server/sandbox-payments/test-bank';
import type { AuthorizeWish, PaymentAnswer, WebhookMessage } from './payment-provider';
import { sandboxProvider } from './sandbox-provider';
import { openTokensAtBank, type TokensAtBank } from './test-tokens-at-bank';

let at: TokensAtBank;
let door: Awaited<ReturnType<typeof openWebhookDoor>>;
beforeAll(async () => {
  at = await openTokensAtBank();
  door = await openWebhookDoor();
});
afterAll(async () => {
  await at?.close();
  await door?.close();
});
beforeEach(() => at.bank.admin('PUT', '/accounts/harbor', { faults: [] }));

const merchantId = 'harbor';
const provider = (limitMs = 8000) =>
  sandboxProvider({
    ...{ url: at.bank.url, sharedSecret: at.bank.sharedSecret },
    ...{ webhookUrl: door.url, limitMs },
  });
const wish = (key: string, more: Partial<AuthorizeWish> = {}): AuthorizeWish => ({
  ...{ merchantId, merchantName: 'Neon Harbor', reference: `booking-${key}`, description: 'VIP 1-12' },
  ...{ price: { amount: 154_000, currency: 'KRW' }, returnUrl: 'http://localhost:9/checkout' },
  ...{ approveBy: new Date('2099-01-01T00:00:00Z'), idempotencyKey: key, ...more },
});

function paymentOf(answer: PaymentAnswer) {
  if (answer.outcome !== 'done') throw new Error(`expected a payment, got ${JSON.stringify(answer)}`);
  return answer.payment;
}

async function approved(key: string): Promise<string> {
  const payment = paymentOf(await provider().authorize(wish(key)));
  await buyerDecides(payment.approvalUrl ?? '', 'approve');
  return payment.id;
}

describe('through the port', () => {
  it('a payment is approved, captured and given back in parts, and told as it stands', async () => {
    const bank = provider();
    const payment = paymentOf(await bank.authorize(wish('whole')));
    expect(payment).toMatchObject({
      ...{ provider: 'sandbox', merchantId, reference: 'booking-whole', state: 'requires_approval' },
      ...{ price: { amount: 154_000, currency: 'KRW' }, capturedMinor: 0, refundedMinor: 0 },
    });
    expect(await bank.authorize(wish('whole'))).toEqual({ outcome: 'done', payment });
    const which = { merchantId, paymentId: payment.id };
    await buyerDecides(payment.approvalUrl ?? '', 'approve');
    expect(await bank.get(which)).toMatchObject({ state: 'authorized', approvalUrl: null });
    expect(paymentOf(await bank.capture({ ...which, idempotencyKey: 'w-c' })).capturedMinor).toBe(154_000);
    await bank.refund({ ...which, idempotencyKey: 'w-r1', amountMinor: 54_000 });
    await bank.refund({ ...which, idempotencyKey: 'w-r1', amountMinor: 54_000 });
    expect(await bank.get(which)).toMatchObject({ state: 'captured', refundedMinor: 54_000 });
    expect(await bank.refund({ ...which, idempotencyKey: 'w-r2', amountMinor: 100_001 })).toEqual({
      ...{ outcome: 'refused', refusal: { code: 'REFUND_TOO_LARGE', refundableMinor: 100_000 } },
    });
  });

  it('a "no" is data: not approved, declined, not there, the key used for something else', async () => {
    const bank = provider();
    const { id, approvalUrl } = paymentOf(await bank.authorize(wish('no')));
    const which = { merchantId, paymentId: id };
    const inState = (state: string) => ({
      outcome: 'refused',
      refusal: { code: 'PAYMENT_IN_OTHER_STATE', state },
    });
    expect(await bank.capture({ ...which, idempotencyKey: 'n-c' })).toEqual(inState('requires_approval'));
    await buyerDecides(approvalUrl ?? '', 'decline');
    expect(await bank.capture({ ...which, idempotencyKey: 'n-c' })).toEqual(inState('declined'));
    expect(await bank.get(which)).toMatchObject({ state: 'declined', declineReason: 'declined_by_issuer' });
    expect(await bank.get({ merchantId, paymentId: 'pay/../none' })).toBeNull();
    expect(await bank.get({ merchantId: 'stranger', paymentId: id })).toBeNull();
    expect(await bank.void({ merchantId, paymentId: 'none', idempotencyKey: 'n-v' })).toEqual({
      ...{ outcome: 'refused', refusal: { code: 'PAYMENT_NOT_FOUND' } },
    });
    expect(await bank.authorize(wish('no', { description: 'another' }))).toEqual({
      ...{ outcome: 'refused', refusal: { code: 'PAYMENT_KEY_REUSED' } },
    });
  });

  it('one that was not captured is let go of', async () => {
    const bank = provider();
    const which = { merchantId, paymentId: await approved('void') };
    expect(paymentOf(await bank.void({ ...which, idempotencyKey: 'v-1' })).state).toBe('voided');
    expect((await bank.capture({ ...which, idempotencyKey: 'v-2' })).outcome).toBe('refused');
  });
});

describe('when the bank does not answer', () => {
  it('a change that was cut off is unknown; the same key tells, and getting it', async () => {
    const bank = provider();
    for (const kind of ['cut', 'error_after', 'error'] as const) {
      const which = { merchantId, paymentId: await approved(`unknown-${kind}`), idempotencyKey: `u-${kind}` };
      await at.bank.admin('PUT', '/accounts/harbor', { faults: [{ on: 'capture', kind, times: 1 }] });
      expect(await bank.capture(which)).toEqual({ outcome: 'unknown' });
      const state = kind === 'error' ? 'authorized' : 'captured';
      expect(await bank.get(which)).toMatchObject({ state });
      expect(paymentOf(await bank.capture(which)).state).toBe('captured');
    }
  });

  it('a call is given up at its limit: unknown where something may have changed', async () => {
    const paymentId = await approved('slow');
    const faults = [{ on: 'any', kind: 'slow_after', ms: 5000 }];
    const hasty = provider(300);
    await hasty.get({ merchantId, paymentId });
    await at.bank.admin('PUT', '/accounts/harbor', { faults });
    const from = performance.now();
    expect(await hasty.capture({ merchantId, paymentId, idempotencyKey: 's-c' })).toEqual({
      outcome: 'unknown',
    });
    await expect(hasty.get({ merchantId, paymentId })).rejects.toSatisfy(isStoreUnavailable);
    expect(performance.now() - from).toBeLessThan(3000);
  });

  it('and cannot be reached at all, nothing was done: an outage', async () => {
    const paymentId = await approved('away');
    const bank = provider();
    const which = { merchantId, paymentId, idempotencyKey: 'a-c' };
    await at.bank.server.kill9();
    await expect(bank.capture(which)).rejects.toSatisfy(isStoreUnavailable);
    await expect(bank.get(which)).rejects.toSatisfy(isStoreUnavailable);
    await at.bank.server.restart();
    expect(paymentOf(await bank.capture(which)).state).toBe('captured');
  });
});

describe('a webhook', () => {
  const heardOne = async (): Promise<WebhookMessage> => {
    const before = door.heard.length;
    await approved(`hook-${before}`);
    await expect.poll(() => door.heard.length).toBeGreaterThan(before);
    const heard = door.heard[before];
    return { body: heard?.body ?? '', header: (name) => String(heard?.headers[name.toLowerCase()] ?? '') };
  };

  it('of the bank is genuine, and names the payment', async () => {
    const message = await heardOne();
    expect(provider().verifyWebhook(message, new Date())).toMatchObject({
      ok: true,
      value: {
        provider: 'sandbox',
        kind: 'payment.authorized',
        merchantId,
        reference: expect.stringMatching(/^booking-/),
      },
    });
  });

  it('that was altered, is old, comes unsigned or from a stranger is not', async () => {
    const message = await heardOne();
    const no = { ok: false, refusal: { code: 'WEBHOOK_NOT_GENUINE' } };
    const judge = (altered: Partial<WebhookMessage>, now = new Date()) =>
      provider().verifyWebhook({ ...message, ...altered }, now);
    expect(judge({ body: message.body.replace('harbor', 'horbar') })).toEqual(no);
    const signedAt = Number(/t=(\d+)/.exec(message.header('Sandbox-Signature') ?? '')?.[1]) * 1000;
    expect(judge({}, new Date(signedAt + 301_000))).toEqual(no);
    expect(judge({}, new Date(signedAt - 301_000))).toEqual(no);
    expect(judge({}, new Date(signedAt + 299_000))).toMatchObject({ ok: true });
    expect(judge({}, new Date(signedAt - 299_000))).toMatchObject({ ok: true });
    expect(judge({ header: () => null })).toEqual(no);
    expect(judge({ header: () => message.header('Sandbox-Signature')?.replace(/t=\d/, 't=9') })).toEqual(no);
    const stranger = sandboxProvider({
      ...{
        url: at.bank.url,
        sharedSecret: 'x'.repeat(40),
        webhookUrl: '',
      },
    });
    expect(stranger.verifyWebhook(message, new Date())).toEqual(no);
  });
});
