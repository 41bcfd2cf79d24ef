import { crashPoint } from '@/lib/crash-point';
import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import type { PaymentView } from '@/lib/domain/purchase';
import type { AbandonRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readBooking } from '@/lib/postgres/booking-reader';
import { abandonBookingInDatabase } from '@/lib/postgres/claim-store';
import { readPaymentView } from '@/lib/postgres/payment-view';
import { answerInTime } from '@/lib/sale/settle-in-time';
import { settleMeanwhile } from '@/lib/sale/settle-meanwhile';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

type Outcome = Result<PaymentView, AbandonRefusal>;

/**
 * Gives a buyer's own claim up: its seats are free at once, nothing is charged, and what was approved meanwhile is let go
 * of. What has ended already stays so. Refuses BOOKING_NOT_FOUND, NOTHING_TO_PAY, BUYER_BUSY, and BOOKING_NOT_CANCELLABLE once
 * the money is being taken. Throws StoreUnavailable; repeating is harmless.
 */
export function abandonPayment(wish: { buyer: Buyer; code: string }): Promise<Outcome> {
  return answerInTime(tryToAbandon(wish));
}

async function tryToAbandon({ buyer, code: given }: { buyer: Buyer; code: string }): Promise<Outcome> {
  const code = normaliseBookingCode(given);
  const booking = await readBooking(buyer.userId, code);
  if (!booking) return refused({ code: 'BOOKING_NOT_FOUND' });
  if (!booking.payment) return refused({ code: 'NOTHING_TO_PAY' });
  const { scheduleId, bookingId } = booking;
  const ended = await withBuyerLock({ scheduleId, userId: buyer.userId }, () => abandon(buyer, code));
  if (!ended.ok) return ended;
  await settleMeanwhile(bookingId, 0);
  const after = await readPaymentView(buyer.userId, code);
  return granted(after?.payment ?? booking.payment);
}

async function abandon(buyer: Buyer, code: string): Promise<Result<null, AbandonRefusal>> {
  const said = await abandonBookingInDatabase(buyer.userId, buyer.sessionId, code);
  if ('already' in said) return granted(null);
  if ('refusal' in said) {
    return refused(
      said.refusal === 'BOOKING_NOT_CANCELLABLE'
        ? { code: said.refusal, status: said.status }
        : { code: said.refusal },
    );
  }
  crashPoint('abandon_committed');
  await tellSeatBase({ scheduleId: said.scheduleId }, { seats: said.changed, areas: said.changed_areas });
  return granted(null);
}
