import { createHash, randomUUID } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import type { BookingView } from '@/lib/domain/booking';
import { bookingCodeAlphabet, bookingCodeLength } from '@/lib/domain/booking-code';
import type { Buyer } from '@/lib/domain/buyer';
import type { BookingRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import { placesIn } from '@/lib/domain/standing-area';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import { readBooking } from '@/lib/postgres/booking-reader';
import {
  type Attempt,
  type ConfirmSaid,
  confirmBookingInDatabase,
  countLiveTickets,
  parseBookedAnswer,
  readEarlierAnswer,
} from '@/lib/postgres/booking-store';
import { admissionRefusal } from '@/lib/sale/admission-refusal';
import { bookingRefusal } from '@/lib/sale/booking-refusal';
import { type Claim, claimSeats, endClaimOf } from '@/lib/sale/claim-seats';
import { endSatedAdmission } from '@/lib/sale/end-sated-admission';
import { findSale, type Sale, saleRefusal } from '@/lib/sale/find-sale';
import { settleInTime } from '@/lib/sale/settle-in-time';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

const newCode = customAlphabet(bookingCodeAlphabet, bookingCodeLength);

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

interface Booked {
  booking: BookingView;
  /** The answer was given before under this idempotency key. */
  replayed: boolean;
}

type Outcome = Result<Booked, BookingRefusal>;

/**
 * Books seats and places of standing areas for a buyer. A repeated call with the same key gets the first answer. Refuses by the rules of the sale,
 * judged by the database after its locks. Works without Redis where seats are named. Throws StoreUnavailable; the
 * outcome may then be unknown, and a repeat with the same key finds it.
 */
export async function confirmBooking(wish: Wish): Promise<Outcome> {
  const result = await settleInTime(tryToConfirm(wish));
  const made = result.ok && (result.value.replayed ? 'replayed' : 'confirmed');
  metrics.bookings.inc({ outcome: result.ok ? String(made) : result.refusal.code });
  return result;
}

async function tryToConfirm(wish: Wish): Promise<Outcome> {
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
  const earlier = await replay(attempt);
  if (earlier) return earlier;
  // Outside the sale nothing may be taken, not even while the database says no.
  const closed = saleRefusal(sale.schedule);
  if (closed) return refused(closed);
  const outside = await admissionRefusal(sale.schedule, buyer, wish.admission, bookingSeconds);
  if (outside) return refused(outside);
  const { paymentMethods, seatLimit } = sale.schedule.rules;
  // Never to be granted: not claimed either, or a slow database would keep more seats than anybody may have.
  if (sale.places.length + placesIn(sale.areas) > seatLimit) {
    const alreadyYours = await countLiveTickets(buyer.userId, sale.schedule.scheduleId);
    return refused({ code: 'SEAT_LIMIT_EXCEEDED', limit: seatLimit, alreadyYours });
  }
  if (!paymentMethods.includes(method)) {
    return refused({ code: 'PAYMENT_METHOD_REQUIRED', methods: paymentMethods });
  }

  return claimAndBook(sale, attempt, wanted, method);
}

/** One request of the buyer after another. Where one is refused, a twin of it may just have booked: looked up again. */
async function claimAndBook(
  sale: Sale,
  attempt: Attempt,
  wanted: Wish['wanted'],
  method: string,
): Promise<Outcome> {
  const whose = { scheduleId: sale.schedule.scheduleId, userId: attempt.buyerId };
  const outcome = await withBuyerLock(whose, async (): Promise<Outcome> => {
    const claim = await claimSeats(sale, whose.userId, wanted);
    if (claim.refusal) return (await replay(attempt)) ?? refused(claim.refusal);
    return bookClaimed(sale, attempt, claim, method);
  });
  if (outcome.ok || outcome.refusal.code !== 'BUYER_BUSY') return outcome;
  return (await replay(attempt)) ?? outcome;
}

/** The first answer under this key, or the refusal of its reuse; null when the key is new. */
async function replay(attempt: Attempt): Promise<Outcome | null> {
  const said = await readEarlierAnswer(attempt.buyerId, 'book', attempt.idempotencyKey, attempt.bodyHash);
  if (!said) return null;
  if ('refusal' in said) return refused({ code: said.refusal });
  return present(attempt.buyerId, parseBookedAnswer(said.replayed), true);
}

async function present(
  buyerId: string,
  answer: { code: string; status: BookingView['status'] },
  replayed: boolean,
): Promise<Outcome> {
  const booking = await readBooking(buyerId, answer.code);
  if (!booking) throw new Error(`The booking ${answer.code} is gone.`);
  return granted({ booking: replayed ? { ...booking, status: answer.status } : booking, replayed });
}

async function bookClaimed(sale: Sale, attempt: Attempt, claim: Claim, method: string): Promise<Outcome> {
  const { scheduleId } = sale.schedule;
  const whose = { scheduleId, userId: attempt.buyerId };
  let said: ConfirmSaid;
  try {
    said = await confirmBookingInDatabase(attempt, {
      scheduleId,
      places: claim.places,
      areas: claim.areas,
      bookingId: randomUUID(),
      code: newCode(),
      paymentMethod: method,
    });
  } catch (error) {
    // Whether it committed is unknown: look it up by its key, never book again blindly. The shield ends by itself.
    const found = isStoreUnavailable(error) ? await replay(attempt) : null;
    if (found?.ok) return found;
    throw error;
  }
  if ('booked' in said) {
    const base = { seats: said.changed, areas: said.changed_areas };
    await tellSeatBase(whose, base, { attempt: claim.attemptId, areas: claim.areas });
    if (sale.schedule.rules.waitingRoom) await endSatedAdmission(whose);
    return present(attempt.buyerId, said.booked, false);
  }
  await endClaimOf(whose, claim);
  if ('replayed' in said) return present(attempt.buyerId, said.replayed, true);
  return refused(await bookingRefusal(sale, said));
}
