import { randomUUID } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import { crashPoint } from '@/lib/crash-point';
import { bookingCodeAlphabet, bookingCodeLength } from '@/lib/domain/booking-code';
import type { AreaBusyRefusal, BookingRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import type { SeatsWanted } from '@/lib/domain/seats-wanted';
import { isStoreUnavailable, StoreUnavailable } from '@/lib/domain/store-unavailable';
import { type Attempt, type ConfirmSaid, confirmBookingInDatabase } from '@/lib/postgres/booking-store';
import { type Booked, presentBooking, replayBooking } from './booked';
import type { BookingLine } from './booking-line';
import { bookingRefusal } from './booking-refusal';
import { type Claim, claimSeats, endClaimOf } from './claim-seats';
import { endSatedAdmission } from './end-sated-admission';
import { findSale, type Sale, saleRefusal } from './find-sale';
import { inAreasTurn } from './in-areas-turn';
import { keepAdmissionToPay } from './keep-admission-to-pay';
import { queuedElsewhere } from './queued-elsewhere';
import { tellSeatBase } from './tell-seat-base';
import { withBuyerLock } from './with-buyer-lock';

const newCode = customAlphabet(bookingCodeAlphabet, bookingCodeLength);

type Outcome = Result<Booked, BookingRefusal>;

/** A booking that may be made, as far as could be seen without claiming anything. */
interface Making {
  sale: Sale;
  attempt: Attempt;
  wanted: SeatsWanted | { holdId: string };
  method: string;
  line: BookingLine;
  /** Aborted once the call has been answered, whatever became of it. */
  answered: AbortSignal;
}

/**
 * Claims what is wanted and books it, one request of the buyer after another, each in its turn at the standing areas it
 * concerns. What is to be paid is PENDING then, and nothing has been asked of the provider yet. Where a request is refused, a twin of it may just have booked: that is looked up again. Refuses by the rules
 * of the sale. Throws StoreUnavailable with the outcome unknown.
 */
export async function makeBooking(making: Making): Promise<Outcome> {
  const { sale, attempt } = making;
  const whose = { scheduleId: sale.schedule.scheduleId, userId: attempt.buyerId };
  const outcome = await withBuyerLock(whose, async (): Promise<Outcome> => {
    const claim = await claimSeats(sale, whose.userId, making.wanted);
    if (claim.refusal) return (await replayBooking(attempt)) ?? refused(await reasonOf(sale, claim.refusal));
    crashPoint('claim_due');
    return bookClaimed(making, claim);
  });
  if (outcome.ok || outcome.refusal.code !== 'BUYER_BUSY') return outcome;
  const { idempotencyKey } = attempt;
  return (await replayBooking(attempt)) ?? (await queuedElsewhere({ ...whose, idempotencyKey })) ?? outcome;
}

/** Seats that were blocked since the sale was read: with them a show may have been called off, and that is what to tell. */
async function reasonOf({ schedule }: Sale, refusal: BookingRefusal): Promise<BookingRefusal> {
  if (refusal.code !== 'SEAT_WITHHELD') return refusal;
  const now = await findSale({ scheduleId: schedule.scheduleId });
  return (now.ok && saleRefusal(now.value.schedule)) || refusal;
}

async function bookClaimed(making: Making, claim: Claim): Promise<Outcome> {
  const { sale, attempt, method, line, answered } = making;
  const { scheduleId } = sale.schedule;
  const whose = { scheduleId, userId: attempt.buyerId };
  const { places, areas } = claim;
  // Its buyer has heard that nothing is known of it, and asks again; late, it might book after a repeat was told "no".
  // With a standing area it goes on: repeats join it, and it keeps the place in line that it came for.
  if (answered.aborted && areas.length === 0) {
    await endClaimOf(whose, claim);
    throw new StoreUnavailable('postgres');
  }
  const wish = { scheduleId, places, areas, bookingId: randomUUID(), code: newCode(), paymentMethod: method };
  let turn: Result<ConfirmSaid, AreaBusyRefusal>;
  try {
    turn = await inAreasTurn(scheduleId, areas, line, () => confirmBookingInDatabase(attempt, wish));
  } catch (error) {
    // Whether it committed is unknown: look it up by its key, never book again blindly. The shield ends by itself.
    const found = isStoreUnavailable(error) ? await replayBooking(attempt) : null;
    if (found?.ok) return found;
    throw error;
  }
  if (!turn.ok) {
    await endClaimOf(whose, claim);
    return turn;
  }
  const said = turn.value;
  if ('booked' in said) {
    crashPoint('claim_committed');
    const base = { seats: said.changed, areas: said.changed_areas };
    const { holdSeconds } = sale.schedule.rules;
    await tellSeatBase(whose, base, { attempt: claim.attemptId, holdSeconds, areas });
    crashPoint('claim_told');
    if (sale.schedule.rules.waitingRoom) {
      await (said.booked.status === 'PENDING' ? keepAdmissionToPay : endSatedAdmission)(whose);
    }
    return presentBooking(attempt.buyerId, said.booked, false);
  }
  await endClaimOf(whose, claim);
  if ('replayed' in said) return presentBooking(attempt.buyerId, said.replayed, true);
  return refused(await bookingRefusal(sale, said));
}
