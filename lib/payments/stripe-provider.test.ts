import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import type { AuthorizeWish, PaymentAnswer } from './payment-provider';
import { stripeProvider } from './stripe-provider';
import { openTestStripe } from './test-stripe';

// Against a stand-in: test-stripe.ts says what that proves and what not.
let stripe: Awaited<ReturnType<typeof openTestStripe>>;
beforeAll(async () => {
  Object.assign(process.env, { DATABASE_URL: 'unused', REDIS_URL: 'unused', AUTH_SECRET: 'x'.repeat(32) });
  stripe = await openTestStripe();
});
afterAll(() => stripe?.close());

const webhookSecret = 'whsec_for_tests';
const provider = (limitMs = 3000) =>
  stripeProvider({
    ...{ secretKey: 'sk_test_for_tests', webhookSecret, limitMs, at: stripe.at },
    accounts: new Map([['harbor', 'acct_harbor']]),
  });
const approveBy = new Date('2026-12-24T18:00:00Z');
const wish = (key: string, merchantId = 'harbor'): AuthorizeWish => ({
  ...{ merchantId, merchantName: 'Neon Harbor', reference: `booking-${key}`, description: 'VIP 1-12' },
  ...{ price: { amount: 154_000, currency: 'KRW' }, returnUrl: 'https://tickets.example.com/checkout' },
  ...{ approveBy, idempotencyKey: key },
});
function paymentOf(answer: PaymentAnswer) {
  if (answer.outcome !== 'done') throw new Error(`expected a payment, got ${JSON.stringify(answer)}`);
  return answer.payment;
}
async function approved(key: string) {
  const { id } = paymentOf(await provider().authorize(wish(key)));
  stripe.approve(id);
  return { merchantId: 'harbor', paymentId: id };
}

describe('a payment', () => {
  it('is a Checkout session with an intent that is captured by hand, in the name of the organizer', async () => {
    const payment = paymentOf(await provider().authorize(wish('session')));
    expect(payment).toMatchObject({
      ...{
        provider: 'stripe',
        merchantId: 'harbor',
        reference: 'booking-session',
        state: 'requires_approval',
      },
      ...{ price: { amount: 154_000, currency: 'KRW' } },
      approvalUrl: expect.stringContaining('checkout.stripe.com'),
    });
    expect(stripe.asked.at(-1)).toMatchObject({
      ...{ method: 'POST', path: '/v1/checkout/sessions', key: 'session', account: 'acct_harbor' },
      form: {
        mode: 'payment',
        'payment_intent_data[capture_method]': 'manual',
        'payment_intent_data[metadata][reference]': 'booking-session',
        'metadata[merchant_id]': 'harbor',
        'line_items[0][price_data][currency]': 'krw',
        expires_at: String(approveBy.getTime() / 1000 + 1800),
      },
    });
    expect(paymentOf(await provider().authorize(wish('session'))).id).toBe(payment.id);
  });

  it('is captured, given back in parts, each once for its key however late it is repeated', async () => {
    const which = await approved('whole');
    const bank = provider();
    expect(await bank.get(which)).toMatchObject({ state: 'authorized', approvalUrl: null });
    const capture = () => bank.capture({ ...which, idempotencyKey: 'whole-c' });
    expect(paymentOf(await capture())).toMatchObject({ state: 'captured', capturedMinor: 154_000 });
    const refund = (idempotencyKey: string, amountMinor: number) =>
      bank.refund({ ...which, idempotencyKey, amountMinor });
    expect(paymentOf(await refund('whole-r1', 54_000)).refundedMinor).toBe(54_000);
    stripe.forgetKeys();
    expect(paymentOf(await refund('whole-r1', 54_000)).refundedMinor).toBe(54_000);
    expect(paymentOf(await capture()).capturedMinor).toBe(154_000);
    expect(stripe.refunds).toHaveLength(1);
    expect(await refund('whole-r2', 100_001)).toMatchObject({ refusal: { code: 'REFUND_TOO_LARGE' } });
    expect(await bank.get(which)).toMatchObject({ state: 'captured', refundedMinor: 54_000 });
  });

  it('is let go of: its page closed, or its intent cancelled, also when it is approved in that moment', async () => {
    const bank = provider();
    const { id } = paymentOf(await bank.authorize(wish('open')));
    const open = { merchantId: 'harbor', paymentId: id, idempotencyKey: 'open-v' };
    expect(paymentOf(await bank.void(open)).state).toBe('expired');
    const paid = await approved('paid');
    expect(paymentOf(await bank.void({ ...paid, idempotencyKey: 'paid-v' })).state).toBe('voided');

    const late = paymentOf(await bank.authorize(wish('late')));
    const notOpen = { status: 400, body: { error: { type: 'invalid_request_error', message: 'not open' } } };
    stripe.fail(notOpen, () => stripe.approve(late.id));
    const letGo = bank.void({ merchantId: 'harbor', paymentId: late.id, idempotencyKey: 'late-v' });
    expect(paymentOf(await letGo).state).toBe('voided');
  });

  it('is refused as data where it is not there, not approved, or another organizer’s', async () => {
    const bank = provider();
    const { id } = paymentOf(await bank.authorize(wish('not-yet')));
    const notYet = { merchantId: 'harbor', paymentId: id, idempotencyKey: 'x' };
    expect(await bank.capture(notYet)).toMatchObject({
      refusal: { code: 'PAYMENT_IN_OTHER_STATE', state: 'requires_approval' },
    });
    const notFound = { outcome: 'refused', refusal: { code: 'PAYMENT_NOT_FOUND' } };
    expect(await bank.capture({ ...notYet, paymentId: 'cs_none' })).toEqual(notFound);
    expect(await bank.get({ ...notYet, paymentId: 'cs_none' })).toBeNull();
    expect(await bank.get({ ...notYet, merchantId: 'stranger' })).toBeNull();
  });
});

describe('when Stripe fails', () => {
  it('a change is unknown after a failure of its own, a cut, silence; the same key tells', async () => {
    const failures = [{ status: 500, body: { error: { type: 'api_error' } } }, 'silence', 'cut'] as const;
    for (const [nth, told] of failures.entries()) {
      const which = { ...(await approved(`failing-${nth}`)), idempotencyKey: `failing-c-${nth}` };
      stripe.failAfter(told);
      // A cut connection the SDK tries once more by itself, with the same key.
      const answer = await provider(500).capture(which);
      if (told === 'cut') expect(paymentOf(answer).state).toBe('captured');
      else expect(answer).toEqual({ outcome: 'unknown' });
      expect(paymentOf(await provider().capture(which)).state).toBe('captured');
    }
  });

  it('a failure that Stripe keeps under the key of a change does not keep the change from being made', async () => {
    const failed = { status: 500, body: { error: { type: 'api_error' } } };
    const twice = async (change: () => Promise<PaymentAnswer>) => {
      stripe.failStored(failed);
      expect(await change()).toEqual({ outcome: 'unknown' });
      return change();
    };
    const which = await approved('stored');
    const bank = provider();
    const captured = await twice(() => bank.capture({ ...which, idempotencyKey: 'stored-c' }));
    expect(paymentOf(captured).state).toBe('captured');
    const refund = () => bank.refund({ ...which, idempotencyKey: 'stored-r', amountMinor: 1000 });
    expect(paymentOf(await twice(refund)).refundedMinor).toBe(1000);
    expect(paymentOf(await refund()).refundedMinor).toBe(1000);
    const other = await approved('stored-void');
    const voided = await twice(() => bank.void({ ...other, idempotencyKey: 'stored-v' }));
    expect(paymentOf(voided).state).toBe('voided');
  });

  it('a refund is done once the money went back: not while it is pending, and not when it failed', async () => {
    const which = await approved('slow');
    const bank = provider();
    await bank.capture({ ...which, idempotencyKey: 'slow-c' });
    const before = stripe.refunds.length;
    const refund = () => bank.refund({ ...which, idempotencyKey: 'slow-r', amountMinor: 1000 });
    stripe.refundsAre('pending');
    expect(await refund()).toEqual({ outcome: 'unknown' });
    stripe.refundsAre('failed');
    expect(await refund()).toEqual({ outcome: 'refused', refusal: { code: 'REFUND_FAILED' } });
    stripe.refundsAre('succeeded');
    expect(await refund()).toMatchObject({ outcome: 'done' });
    expect(stripe.refunds).toHaveLength(before + 1);
  });

  it('nothing was done: too many calls, a key it does not take, nobody there', async () => {
    const no = [
      { status: 429, body: { error: { type: 'invalid_request_error', code: 'rate_limit' } } },
      { status: 401, body: { error: { type: 'invalid_request_error' } } },
    ];
    for (const [nth, told] of no.entries()) {
      stripe.fail(told);
      await expect(provider().authorize(wish(`out-${nth}`))).rejects.toSatisfy(isStoreUnavailable);
    }
    const nobody = stripeProvider({
      ...{
        secretKey: 'sk_test',
        webhookSecret,
        limitMs: 500,
        at: { protocol: 'http', host: '127.0.0.1', port: 9 },
      },
    });
    await expect(nobody.authorize(wish('nobody'))).rejects.toSatisfy(isStoreUnavailable);
    await expect(nobody.get({ merchantId: 'harbor', paymentId: 'x' })).rejects.toSatisfy(isStoreUnavailable);
  });

  it('a decline is data, and a mistake of ours is thrown', async () => {
    const which = { ...(await approved('card')), idempotencyKey: 'card-c' };
    stripe.fail({
      status: 402,
      body: { error: { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' } },
    });
    expect(await provider().capture(which)).toEqual({
      ...{ outcome: 'refused', refusal: { code: 'PAYMENT_DECLINED', reason: 'lost_card' } },
    });
    stripe.fail({
      status: 400,
      body: { error: { type: 'invalid_request_error', code: 'parameter_unknown' } },
    });
    await expect(provider().authorize(wish('mistake'))).rejects.toThrow(
      Stripe.errors.StripeInvalidRequestError,
    );
    stripe.fail({ status: 400, body: { error: { type: 'idempotency_error' } } });
    expect(await provider().authorize(wish('reused'))).toMatchObject({
      refusal: { code: 'PAYMENT_KEY_REUSED' },
    });
  });
});

describe('a webhook', () => {
  const body = (object: object) =>
    JSON.stringify({ id: 'evt_1', object: 'event', type: 'x.y', data: { object } });
  const signed = (payload: string) =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret });
  const verify = (payload: string, signature: string, now = new Date()) =>
    provider().verifyWebhook(
      { body: payload, header: (name) => (name === 'Stripe-Signature' ? signature : null) },
      now,
    );
  const metadata = { reference: 'booking-1', merchant_id: 'harbor' };

  it('of a session or an intent names the booking', () => {
    const session = body({ id: 'cs_1', object: 'checkout.session', metadata });
    expect(verify(session, signed(session))).toEqual({
      ok: true,
      value: {
        ...{ provider: 'stripe', noticeId: 'evt_1', kind: 'x.y', reference: 'booking-1', paymentId: 'cs_1' },
        merchantId: 'harbor',
      },
    });
    const intent = body({ id: 'pi_1', object: 'payment_intent', metadata });
    expect(verify(intent, signed(intent))).toMatchObject({
      value: { reference: 'booking-1', paymentId: null },
    });
    const other = body({ id: 'bal', object: 'balance' });
    expect(verify(other, signed(other))).toMatchObject({ value: { reference: null, merchantId: null } });
  });

  it('that was altered, is old or unsigned is not genuine', () => {
    const payload = body({ id: 'cs_1', object: 'checkout.session', metadata });
    const no = { ok: false, refusal: { code: 'WEBHOOK_NOT_GENUINE' } };
    expect(verify(payload.replace('booking-1', 'booking-2'), signed(payload))).toEqual(no);
    expect(verify(payload, signed(payload), new Date(Date.now() + 301_000))).toEqual(no);
    expect(verify(payload, '')).toEqual(no);
    expect(verify(payload, 't=1,v1=00')).toEqual(no);
  });
});
