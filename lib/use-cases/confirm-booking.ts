import { createHash } from 'node:crypto';
import type { Buyer } from '@/lib/domain/buyer';
import type { BookingRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import { placesIn } from '@/lib/domain/standing-area';
import { metrics } from '@/lib/metrics';
import { type Attempt, countLiveTickets } from '@/lib/postgres/booking-store';
import { readPaymentView } from '@/lib/postgres/payment-view';
import { admissionRefusal } from '@/lib/sale/admission-refusal';
import { type Booked, replayBooking } from '@/lib/sale/booked';
import { BookingLine } from '@/lib/sale/booking-line';
import { beginBooking, joinBooking } from '@/lib/sale/bookings-under-way';
import { findSale, saleRefusal } from '@/lib/sale/find-sale';
import { makeBooking } from '@/lib/sale/make-booking';
import { offeredMethods } from '@/lib/sale/offered-methods';
import { answerInTime, callBudgetLeftMs, settleInTime } from '@/lib/sale/settle-in-time';
import { settleMeanwhile } from '@/lib/sale/settle-meanwhile';
import { toldPlace } from '@/lib/sale/told-place';

/** What reading a booking may take at the end of a call. */
const readingMs = 300;

/** Longer than a booking takes from here on. */
const bookingSeconds = 30;

interface Wish {
  buyer: Buyer;
  scheduleId: string;
  eventId?: string | undefined;
  /** Named seats and places (free ones are taken on the way), or the whole hold with this id. */
  wanted: SeatsWanted | { holdId: string };
  paymentMethod?: string | undefined;
  idempotencyKey: string;
  /** The token of the schedule's waiting room, where it has one. */
  admission?: string | null | undefined;
}

type Outcome = Result<Booked, BookingRefusal>;

/**
 * Books seats and places of standing areas for a buyer: confirmed at once where there is nothing to pay, else claimed, with
 * its payment started. A repeated call with the same key gets the first answer, or
 * waits for it. Refuses by the rules of the sale, judged by the database after its locks, and BOOKING_QUEUED while it
 * still waits for its turn at a standing area: the booking goes on. Works without Redis where what is booked is named.
 * Throws StoreUnavailable; the outcome may then be unknown, and a repeat with the same key finds it.
 */
export async function confirmBooking(wish: Wish): Promise<Outcome> {
  const { scheduleId, buyer, idempotencyKey } = wish;
  const way: Way = { line: new BookingLine({ scheduleId, userId: buyer.userId, idempotencyKey }) };
  const answered = new AbortController();
  try {
    const told = toldPlace(() => way.line, answered.signal);
    const result = await settleInTime<Outcome>(tryToConfirm(wish, way, answered.signal), told);
    metrics.bookings.inc({ outcome: result.ok ? outcomeOf(result.value) : result.refusal.code });
    return result.ok ? granted(await withPayment(result.value, buyer)) : result;
  } finally {
    // With a word of its own: without one an error is made, with its stack.
    answered.abort('answered');
  }
}

function outcomeOf({ booking, replayed }: Booked): string {
  if (replayed) return 'replayed';
  return booking.status === 'PENDING' ? 'claimed' : 'confirmed';
}

/**
 * Starts the payment of what was claimed just now, and tells where to approve it if the provider answers in time; else it
 * goes on in the background. The claim is made and told, whatever becomes of this.
 */
async function withPayment(booked: Booked, { userId }: Buyer): Promise<Booked> {
  const { booking } = booked;
  if (booking.payment?.stage !== 'starting') return booked;
  await settleMeanwhile(booking.bookingId, callBudgetLeftMs() - readingMs);
  const after = await answerInTime(readPaymentView(userId, booking.code)).catch(() => null);
  return { ...booked, booking: { ...booking, payment: after?.payment ?? booking.payment } };
}

/** Where a request's booking waits: its own, or that of an earlier request it has joined. */
interface Way {
  line: BookingLine;
}

async function tryToConfirm(wish: Wish, way: Way, answered: AbortSignal): Promise<Outcome> {
  const { buyer, wanted } = wish;
  const found = await findSale({ ...wish, wanted: 'holdId' in wanted ? undefined : wanted });
  if (!found.ok) return found;
  const sale = found.value;

  const method = wish.paymentMethod ?? 'none';
  const named = sale.areas.length > 0 ? { places: sale.places, areas: sale.areas } : sale.places;
  const parsed = [sale.schedule.scheduleId, 'holdId' in wanted ? wanted.holdId : named, method];
  const attempt: Attempt = {
    buyerId: buyer.userId,
    sessionId: buyer.sessionId,
    idempotencyKey: wish.idempotencyKey,
    bodyHash: createHash('sha256').update(JSON.stringify(parsed)).digest('hex'),
  };
  const twin = joinBooking<Outcome>(attempt);
  if (twin) return joined(twin, way);
  const earlier = await replayBooking(attempt);
  if (earlier) return earlier;
  // Outside the sale nothing may be taken, not even while the database says no.
  const closed = saleRefusal(sale.schedule);
  if (closed) return refused(closed);
  const outside = await admissionRefusal(sale.schedule, buyer, wish.admission, bookingSeconds);
  // A twin that has just booked may have ended the admission.
  if (outside) return (await replayBooking(attempt)) ?? refused(outside);
  const { seatLimit } = sale.schedule.rules;
  const paymentMethods = offeredMethods(sale.schedule.rules.paymentMethods);
  // Never to be granted: not claimed either, or a slow database would keep more seats than anybody may have.
  if (sale.places.length + placesIn(sale.areas) > seatLimit) {
    const alreadyYours = await countLiveTickets(buyer.userId, sale.schedule.scheduleId);
    return refused({ code: 'SEAT_LIMIT_EXCEEDED', limit: seatLimit, alreadyYours });
  }
  if (!paymentMethods.includes(method)) {
    return refused({ code: 'PAYMENT_METHOD_REQUIRED', methods: paymentMethods });
  }

  const work = () => makeBooking({ sale, attempt, wanted, method, line: way.line, answered });
  // Where nothing waits for a turn, the twin finds the first answer in a moment.
  if (sale.schedule.areas.length === 0) return work();
  const since = joinBooking<Outcome>(attempt);
  return since ? joined(since, way) : beginBooking(attempt, way.line, work);
}

/** What comes of an earlier request that is still under way. */
async function joined(
  twin: NonNullable<ReturnType<typeof joinBooking<Outcome>>>,
  way: Way,
): Promise<Outcome> {
  if (twin === 'another') return refused({ code: 'IDEMPOTENCY_KEY_REUSED' });
  way.line = twin.line;
  const outcome = await twin.outcome;
  return outcome.ok ? granted({ ...outcome.value, replayed: true }) : outcome;
}
