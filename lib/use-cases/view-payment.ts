import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import type { PaymentView } from '@/lib/domain/purchase';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readPaymentView } from '@/lib/postgres/payment-view';
import { answerInTime } from '@/lib/sale/settle-in-time';
import { settleMeanwhile } from '@/lib/sale/settle-meanwhile';

/** The provider is asked no more often than this, however many pages look. */
const askEveryMs = 2000;
const waitMs = 1100;

type Outcome = Result<PaymentView, { code: 'BOOKING_NOT_FOUND' } | { code: 'NOTHING_TO_PAY' }>;

/**
 * How the payment of a buyer's own booking stands. Where it is not over, the provider is asked, and what it says is
 * brought in: looking is enough to get on. Refuses BOOKING_NOT_FOUND, and NOTHING_TO_PAY for a booking without a payment.
 * Throws StoreUnavailable.
 */
export function viewPayment(wish: { buyer: Buyer; code: string }): Promise<Outcome> {
  return answerInTime(tryToView(wish));
}

async function tryToView(wish: { buyer: Buyer; code: string }): Promise<Outcome> {
  const { userId } = wish.buyer;
  const code = normaliseBookingCode(wish.code);
  const seen = await readPaymentView(userId, code);
  if (!seen) return refused({ code: 'BOOKING_NOT_FOUND' });
  if (!seen.payment) return refused({ code: 'NOTHING_TO_PAY' });
  if (!['starting', 'to_approve', 'working'].includes(seen.payment.stage)) return granted(seen.payment);
  await settleMeanwhile(seen.bookingId, waitMs, askEveryMs);
  const after = await readPaymentView(userId, code);
  return granted(after?.payment ?? seen.payment);
}
