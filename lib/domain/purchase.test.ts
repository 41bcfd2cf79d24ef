import { expect, test } from 'vitest';
import type { RefundState } from './booking';
import type { BookingStatus } from './booking-states';
import { type PaymentStage, paymentStage, type StoredPaymentState } from './purchase';

test.each<[BookingStatus, StoredPaymentState, boolean, RefundState[], PaymentStage]>([
  ['PENDING', 'starting', false, [], 'starting'],
  ['PENDING', 'requires_approval', false, [], 'to_approve'],
  ['PENDING', 'authorized', false, [], 'working'],
  ['PENDING', 'declined', true, [], 'declined'],
  ['PENDING', 'expired', true, [], 'declined'],
  ['PENDING', 'voided', true, [], 'declined'],
  ['CAPTURING', 'authorized', false, [], 'working'],
  ['CONFIRMED', 'captured', true, [], 'paid'],
  ['CONFIRMED', 'captured', true, ['done'], 'paid'],
  ['EXPIRED', 'requires_approval', false, [], 'expired'],
  ['EXPIRED', 'expired', true, [], 'expired'],
  ['EXPIRED', 'authorized', false, [], 'working'],
  ['EXPIRED', 'voided', true, [], 'expired'],
  ['EXPIRED', 'captured', true, ['due'], 'refunding'],
  ['EXPIRED', 'captured', true, ['done'], 'refunded'],
  ['CANCELLED', 'voided', true, [], 'cancelled'],
  ['CANCELLED', 'captured', true, [], 'cancelled'],
  ['CANCELLED', 'captured', true, ['done', 'due'], 'refunding'],
  ['CANCELLED', 'captured', true, ['done', 'done'], 'refunded'],
  ['CANCELLED', 'captured', true, ['done', 'failed', 'due'], 'refund_failed'],
  ['EXPIRED', 'captured', true, ['failed'], 'refund_failed'],
  ['CONFIRMED', 'captured', true, ['failed'], 'paid'],
])('%s with a payment %s (settled: %s, refunds: %j) is %s', (status, state, settled, refunds, stage) => {
  expect(paymentStage({ status, state, settled, refunds })).toBe(stage);
});
