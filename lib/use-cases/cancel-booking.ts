import { createHash } from 'node:crypto';
import { crashPoint } from '@/lib/crash-point';
import type { BookingView } from '@/lib/domain/booking';
import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { BookingStatus } from '@/lib/domain/booking-states';
import type { Buyer } from '@/lib/domain/buyer';
import { stepsForPart } from '@/lib/domain/cancellation';
import type { Money } from '@/lib/domain/money';
import { everHad, partOfTickets, pricesOf, ticketsOfPart } from '@/lib/domain/part-of-booking';
import type { CancelRefusal, PartOfBooking } from '@/lib/domain/refusals';
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
import { settleMeanwhile } from '@/lib/sale/settle-meanwhile';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

/** What became of a booking of which something, or all, was cancelled. */
export interface Cancelled {
  code: string;
  /** CONFIRMED while it still has tickets. */
  status: BookingStatus;
  /** Of this cancellation. */
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
  /** Left out: all the booking has. */
  part?: PartOfBooking | undefined;
  /** Minor units; if more would be kept, nothing is cancelled. Left out: whatever applies. */
  mostFeeMinor?: number | undefined;
}

/** How often a booking is read anew that changes while all of it is being cancelled. */
const readings = 3;

/**
 * Cancels a buyer's own booking, or some of its seats and places; the database's clock says which fee applies or that it
 * is too late. What was paid and is not kept is owed from then on, and a job pays it back. A repeated call with the same
 * key gets the first answer. Throws StoreUnavailable; the outcome may then be unknown.
 */
export function cancelBooking(wish: Wish): Promise<Outcome> {
  return settleInTime(tryToCancel(wish));
}

/** What a repeat must say again, independent of the order in which it is said. */
function bodyOf(code: string, { part, mostFeeMinor }: Wish): unknown[] {
  const named = part && [
    [...part.seatIds].sort(),
    part.entries.map(({ areaId, entryNumber }) => `${areaId} ${entryNumber}`).sort(),
  ];
  if (mostFeeMinor !== undefined) return [code, named ?? null, mostFeeMinor];
  return named ? [code, named] : [code];
}

async function tryToCancel(wish: Wish): Promise<Outcome> {
  const { buyer } = wish;
  const code = normaliseBookingCode(wish.code);
  const attempt: Attempt = {
    buyerId: buyer.userId,
    sessionId: buyer.sessionId,
    idempotencyKey: wish.idempotencyKey,
    bodyHash: createHash('sha256')
      .update(JSON.stringify(bodyOf(code, wish)))
      .digest('hex'),
  };
  const booking = await readBooking(buyer.userId, code);
  if (!booking) return refused({ code: 'BOOKING_NOT_FOUND' });
  const whose = { scheduleId: booking.scheduleId, userId: buyer.userId };
  const said = await withBuyerLock(whose, () => cancel(attempt, booking, wish));
  // Where its turn did not come, the request before it may have been this very one, unheard.
  if (!said.ok) return said.refusal.code === 'BUYER_BUSY' ? ((await answeredBefore(attempt)) ?? said) : said;
  // Of a claim that was given up: what may be reserved at the provider is let go of.
  if (booking.status === 'PENDING') await settleMeanwhile(booking.bookingId, 0);
  return said;
}

/** What the same request was answered before; null where it was not, or another was sent with its key. */
async function answeredBefore({ buyerId, idempotencyKey, bodyHash }: Attempt): Promise<Outcome | null> {
  const earlier = await readEarlierAnswer(buyerId, 'cancel', idempotencyKey, bodyHash);
  return earlier && 'replayed' in earlier ? present(parseCancelledAnswer(earlier.replayed), true) : null;
}

async function cancel(attempt: Attempt, first: BookingView, wish: Wish): Promise<Outcome> {
  let booking: BookingView | null = first;
  for (let reading = 1; booking && reading <= readings; reading += 1) {
    // Those that were cancelled count: a repeat names tickets that are gone, and gets its answer.
    const named = wish.part && ticketsOfPart(everHad(booking), wish.part);
    if (named && hasNames(named.missing)) return refused({ code: 'NOT_IN_BOOKING', ...named.missing });
    const said = await cancelAsRead(attempt, booking, named?.tickets, wish.mostFeeMinor ?? null);
    if (!('refusal' in said && said.refusal === 'BOOKING_CHANGED')) return inWords(said, booking);
    booking = await readBooking(attempt.buyerId, booking.code);
  }
  return refused({ code: 'BUYER_BUSY', retryAfterSeconds: 1 });
}

async function cancelAsRead(
  attempt: Attempt,
  booking: BookingView,
  named: string[] | undefined,
  mostFeeMinor: number | null,
): Promise<CancelSaid> {
  const tickets = named ?? [...booking.seats, ...booking.entries].map(({ ticket }) => ticket);
  const steps = stepsForPart(booking.cancellation, pricesOf(booking, tickets));
  const asked = { steps, tickets, whole: named === undefined, mostFeeMinor };
  crashPoint('cancel_due');
  try {
    return await cancelBookingInDatabase(attempt, booking.code, asked);
  } catch (error) {
    const { buyerId, idempotencyKey, bodyHash } = attempt;
    const earlier = isStoreUnavailable(error)
      ? await readEarlierAnswer(buyerId, 'cancel', idempotencyKey, bodyHash)
      : null;
    if (earlier && 'replayed' in earlier) return { replayed: parseCancelledAnswer(earlier.replayed) };
    throw error;
  }
}

function hasNames({ seatIds, entries }: PartOfBooking): boolean {
  return seatIds.length + entries.length > 0;
}

function present(answer: ReturnType<typeof parseCancelledAnswer>, replayed: boolean): Outcome {
  const { code, status, currency } = answer;
  const fee = { amount: answer.feeMinor, currency };
  return granted({ code, status, fee, refund: { amount: answer.refundMinor, currency }, replayed });
}

async function inWords(said: CancelSaid, booking: BookingView): Promise<Outcome> {
  if ('cancelled' in said) {
    crashPoint('cancel_committed');
    const base = { seats: said.changed, areas: said.changed_areas };
    await tellSeatBase({ scheduleId: said.cancelled.scheduleId }, base);
    crashPoint('cancel_told');
    return present(said.cancelled, false);
  }
  if ('replayed' in said) return present(said.replayed, true);
  switch (said.refusal) {
    case 'BOOKING_NOT_CANCELLABLE':
      return refused({ code: said.refusal, status: said.status });
    case 'CANCELLATION_DEADLINE_PASSED':
      return refused({ code: said.refusal, deadline: said.at?.toISOString() ?? '' });
    case 'CANCELLATION_FEE_CHANGED':
      return refused({ code: said.refusal, fee: { amount: said.feeMinor, currency: said.currency } });
    case 'NOT_IN_BOOKING':
      return refused({ code: said.refusal, ...partOfTickets(everHad(booking), said.tickets) });
    case 'BOOKING_CHANGED':
      return refused({ code: 'BUYER_BUSY', retryAfterSeconds: 1 });
    default:
      return refused({ code: said.refusal });
  }
}
