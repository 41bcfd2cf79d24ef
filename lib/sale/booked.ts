import type { BookingView } from '@/lib/domain/booking';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readBooking } from '@/lib/postgres/booking-reader';
import { type Attempt, parseBookedAnswer, readEarlierAnswer } from '@/lib/postgres/booking-store';

/** A booking that was made. */
export interface Booked {
  booking: BookingView;
  /** The answer was given before under this idempotency key. */
  replayed: boolean;
}

/** The first answer under an attempt's key, or the refusal of its reuse; null when the key is new. Throws StoreUnavailable. */
export async function replayBooking(
  attempt: Attempt,
): Promise<Result<Booked, { code: 'IDEMPOTENCY_KEY_REUSED' }> | null> {
  const said = await readEarlierAnswer(attempt.buyerId, 'book', attempt.idempotencyKey, attempt.bodyHash);
  if (!said) return null;
  if ('refusal' in said) return refused({ code: said.refusal });
  return presentBooking(attempt.buyerId, parseBookedAnswer(said.replayed), true);
}

/** A booking as its buyer is told it: repeated, in the status it had then. Throws StoreUnavailable. */
export async function presentBooking(
  buyerId: string,
  answer: { code: string; status: BookingView['status'] },
  replayed: boolean,
): Promise<{ ok: true; value: Booked }> {
  const booking = await readBooking(buyerId, answer.code);
  if (!booking) throw new Error(`The booking ${answer.code} is gone.`);
  return granted({ booking: replayed ? { ...booking, status: answer.status } : booking, replayed });
}
