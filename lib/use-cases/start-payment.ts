import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import type { PaymentView } from '@/lib/domain/purchase';
import type { StartPaymentRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { startPaymentInDatabase } from '@/lib/postgres/payment-store';
import { readPaymentView } from '@/lib/postgres/payment-view';
import { answerInTime } from '@/lib/sale/settle-in-time';
import { settleMeanwhile } from '@/lib/sale/settle-meanwhile';

const waitMs = 1100;

type Outcome = Result<PaymentView, StartPaymentRefusal>;

/**
 * Pays for a buyer's claim, again after a decline or an outage: an attempt that is open goes on, else the next one begins;
 * what is over stays as it is, and the answer says so. Any number of calls at once start one. Refuses BOOKING_NOT_FOUND,
 * NOTHING_TO_PAY. Throws StoreUnavailable; repeating is harmless.
 */
export function startPayment(wish: { buyer: Buyer; code: string }): Promise<Outcome> {
  return answerInTime(tryToStart(wish));
}

async function tryToStart({ buyer, code: given }: { buyer: Buyer; code: string }): Promise<Outcome> {
  const code = normaliseBookingCode(given);
  const said = await startPaymentInDatabase(buyer.userId, buyer.sessionId, code);
  if ('refusal' in said) return refused({ code: said.refusal });
  await settleMeanwhile(said.bookingId, waitMs);
  const seen = await readPaymentView(buyer.userId, code);
  return seen?.payment ? granted(seen.payment) : refused({ code: 'BOOKING_NOT_FOUND' });
}
