import { createHash } from 'node:crypto';
import type { BookingView } from '@/lib/domain/booking';
import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { BookingStatus } from '@/lib/domain/booking-states';
import type { Buyer } from '@/lib/domain/buyer';
import type { Money } from '@/lib/domain/money';
import type { CancelRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readBooking } from '@/lib/postgres/booking-reader';
import {
  type Attempt,
  type CancelSaid,
  cancelBookingInDatabase,
  parseCancelledAnswer,
  readEarlierAnswer,
} from '@/lib/postgres/booking-store';
import { settleInTime } from '@/lib/sale/settle-in-time';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

/** What became of a cancelled booking. */
export interface Cancelled {
  code: string;
  status: BookingStatus;
  fee: Money;
  refund: Money;
  /** The answer was given before under this idempotency key. */
  replayed: boolean;
}

type Outcome = Result<Cancelled, CancelRefusal>;

interface Wish {
  buyer: Buyer;
  code: string;
  idempotencyKey: string;
}

/**
 * Cancels a buyer's own booking; the database's clock says which fee applies or that it is too late. A repeated call
 * with the same key gets the first answer. Throws StoreUnavailable; the outcome may then be unknown.
 */
export function cancelBooking(wish: Wish): Promise<Outcome> {
  return settleInTime(tryToCancel(wish));
}

async function tryToCancel(wish: Wish): Promise<Outcome> {
  const { buyer } = wish;
  const code = normaliseBookingCode(wish.code);
  const attempt: Attempt = {
    buyerId: buyer.userId,
    sessionId: buyer.sessionId,
    idempotencyKey: wish.idempotencyKey,
    bodyHash: createHash('sha256')
      .update(JSON.stringify([code]))
      .digest('hex'),
  };
  const booking = await readBooking(buyer.userId, code);
  if (!booking) return refused({ code: 'BOOKING_NOT_FOUND' });
  const whose = { scheduleId: booking.scheduleId, userId: buyer.userId };
  return withBuyerLock(whose, () => cancel(attempt, booking));
}

async function cancel(attempt: Attempt, { code, cancellation }: BookingView): Promise<Outcome> {
  let said: CancelSaid;
  try {
    said = await cancelBookingInDatabase(attempt, code, cancellation);
  } catch (error) {
    const earlier = isStoreUnavailable(error) ? await replay(attempt) : null;
    if (earlier) return earlier;
    throw error;
  }
  return inWords(said);
}

async function replay(attempt: Attempt): Promise<Outcome | null> {
  const said = await readEarlierAnswer(attempt.buyerId, 'cancel', attempt.idempotencyKey, attempt.bodyHash);
  return said && 'replayed' in said ? present(parseCancelledAnswer(said.replayed), true) : null;
}

function present(answer: ReturnType<typeof parseCancelledAnswer>, replayed: boolean): Outcome {
  const { code, status, currency } = answer;
  const fee = { amount: answer.feeMinor, currency };
  return granted({ code, status, fee, refund: { amount: answer.refundMinor, currency }, replayed });
}

async function inWords(said: CancelSaid): Promise<Outcome> {
  if ('cancelled' in said) {
    const base = { seats: said.changed, areas: said.changed_areas };
    await tellSeatBase({ scheduleId: said.cancelled.scheduleId }, base);
    return present(said.cancelled, false);
  }
  if ('replayed' in said) return present(said.replayed, true);
  switch (said.refusal) {
    case 'BOOKING_NOT_CANCELLABLE':
      return refused({ code: said.refusal, status: said.status });
    case 'CANCELLATION_DEADLINE_PASSED':
      return refused({ code: said.refusal, deadline: said.at?.toISOString() ?? '' });
    default:
      return refused({ code: said.refusal });
  }
}
