import { expect, test } from 'vitest';
import type { BookingStatus } from './booking-states';
import { type PaymentStage, paymentStage, type StoredPaymentState } from './purchase';

test.each<[BookingStatus, StoredPaymentState, boolean, boolean[], PaymentStage]>([
  ['PENDING', 'starting', false, [], 'starting'],
  ['PENDING', 'requires_approval', false, [], 'to_approve'],
  ['PENDING', 'authorized', false, [], 'working'],
  ['PENDING', 'declined', true, [], 'declined'],
  ['PENDING', 'expired', true, [], 'declined'],
  ['PENDING', 'voided', true, [], 'declined'],
  ['CAPTURING', 'authorized', false, [], 'working'],
  ['CONFIRMED', 'captured', true, [], 'paid'],
  ['CONFIRMED', 'captured', true, [true], 'paid'],
  ['EXPIRED', 'requires_approval', false, [], 'expired'],
  ['EXPIRED', 'expired', true, [], 'expired'],
  ['EXPIRED', 'authorized', false, [], 'working'],
  ['EXPIRED', 'voided', true, [], 'expired'],
  ['EXPIRED', 'captured', true, [false], 'refunding'],
  ['EXPIRED', 'captured', true, [true], 'refunded'],
  ['CANCELLED', 'voided', true, [], 'cancelled'],
  ['CANCELLED', 'captured', true, [], 'cancelled'],
  ['CANCELLED', 'captured', true, [true, false], 'refunding'],
  ['CANCELLED', 'captured', true, [true, true], 'refunded'],
])('%s with a payment %s (settled: %s, refunds: %j) is %s', (status, state, settled, refunds, stage) => {
  expect(paymentStage({ status, state, settled, refunds })).toBe(stage);
});
