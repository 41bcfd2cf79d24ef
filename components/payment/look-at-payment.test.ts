import { describe, expect, it } from 'vitest';
import { readPayment } from './look-at-payment';

const told = {
  ...{ code: 'CODE', status: 'PENDING', stage: 'to_approve', provider: 'sandbox', decline_reason: null },
  ...{ approval_url: 'https://bank.example/pay', expires_at: '2026-12-01T10:10:00.000Z' },
  total: { amount: 154_000, currency: 'KRW' },
};

describe('what the API tells of a payment', () => {
  it('is read', () => {
    expect(readPayment({ success: true, data: told })).toEqual({
      ok: true,
      value: {
        ...{ code: 'CODE', status: 'PENDING', stage: 'to_approve', provider: 'sandbox', declineReason: null },
        ...{ approvalUrl: 'https://bank.example/pay', expiresAt: '2026-12-01T10:10:00.000Z' },
        total: { amount: 154_000, currency: 'KRW' },
      },
    });
  });

  it('may be a refusal', () => {
    const refusal = { success: false, error: { code: 'NOT_SIGNED_IN', message: '' } };
    expect(readPayment(refusal)).toEqual({ ok: false, refusal: { code: 'NOT_SIGNED_IN' } });
  });

  it.each([
    null,
    'no',
    {},
    { data: {} },
    { data: { ...told, stage: 'eaten' } },
    { data: { ...told, total: 1 } },
  ])('is nothing where it is not ours: %j', (other) => {
    expect(readPayment(other)).toBeNull();
  });
});
