import { randomInt } from 'node:crypto';
import type { Payments } from './payments';
import type { Payment } from './records';

/** What a buyer may do on the approval page. */
export type Decision = 'approve' | 'decline' | 'challenge' | 'code' | 'leave';

/** After so many wrong codes the payment is declined. */
export const triesAtTheCode = 3;

/**
 * Acts on a buyer's decision and answers the payment as it then stands. One that is decided already stays as it is:
 * double clicks and the back button change nothing. Walking away decides nothing either.
 */
export function decide(payments: Payments, payment: Payment, decision: Decision, code = ''): Payment {
  if (payment.status !== 'requires_approval') return payment;
  switch (decision) {
    case 'approve':
      return payments.settle({ payment: { ...payment, status: 'authorized' }, told: 'authorized' });
    case 'decline':
      return declined(payments, payment, 'declined_by_issuer');
    case 'challenge':
      return payments.settle({ payment: { ...payment, challenge: payment.challenge ?? newChallenge() } });
    case 'code':
      return answerChallenge(payments, payment, code);
    case 'leave':
      return payment;
  }
}

function newChallenge() {
  return { code: String(randomInt(0, 1_000_000)).padStart(6, '0'), wrong: 0 };
}

function declined(payments: Payments, payment: Payment, declineReason: string): Payment {
  return payments.settle({ payment: { ...payment, status: 'declined', declineReason }, told: 'declined' });
}

function answerChallenge(payments: Payments, payment: Payment, code: string): Payment {
  const { challenge } = payment;
  if (!challenge) return payment;
  if (code.trim() === challenge.code) return decide(payments, payment, 'approve');
  const wrong = challenge.wrong + 1;
  if (wrong >= triesAtTheCode) return declined(payments, payment, 'challenge_failed');
  return payments.settle({ payment: { ...payment, challenge: { ...challenge, wrong } } });
}
