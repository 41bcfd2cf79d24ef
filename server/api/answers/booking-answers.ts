import { z } from 'zod';
import { type BookedEntry, type BookingView, refundStates } from '@/lib/domain/booking';
import { bookingStatuses } from '@/lib/domain/booking-states';
import { paymentProviderNames } from '@/lib/domain/payment';
import { type PaymentView, paymentStages } from '@/lib/domain/purchase';
import type { Language } from '@/lib/request/language';
import { eventNameAnswer, showCancelledAnswer, tellEventName, tellVenue, venueAnswer } from './event-answers';
import { moment, moneyAnswer, pricedSeatAnswer, tellMoney, tellPricedSeat } from './seat-answers';

/** How the payment of a booking stands. */
export const paymentAnswer = z.strictObject({
  code: z.string(),
  status: z.enum(bookingStatuses),
  stage: z.enum(paymentStages),
  provider: z.enum(paymentProviderNames),
  /** Where the buyer approves it, while that is to be done. */
  approval_url: z.string().nullable(),
  decline_reason: z.string().nullable(),
  /** Until when the seats are kept unpaid. */
  expires_at: moment.nullable(),
  total: moneyAnswer,
});

/** One a ticket of a standing area; its number is its holder's turn to be let in, null until it is confirmed. */
const entryAnswer = z.strictObject({
  area_id: z.string(),
  area: z.string(),
  entry_number: z.int().nullable(),
  grade: z.string(),
  price: moneyAnswer,
});

export const bookingAnswer = z.strictObject({
  booking_id: z.string(),
  code: z.string(),
  status: z.enum(bookingStatuses),
  schedule_id: z.string(),
  event: eventNameAnswer,
  venue: venueAnswer,
  starts_at: moment,
  ends_at: moment,
  seats: z.array(pricedSeatAnswer),
  entries: z.array(entryAnswer),
  /** What was cancelled out of a booking that goes on. */
  cancelled_seats: z.array(pricedSeatAnswer),
  cancelled_entries: z.array(entryAnswer),
  total: moneyAnswer,
  payment_method: z.string(),
  /** null: there was nothing to pay. */
  payment: paymentAnswer.nullable(),
  created_at: moment,
  confirmed_at: moment.nullable(),
  cancelled_at: moment.nullable(),
  /** Kept of, and given back for, all that was cancelled of it so far. */
  fee: moneyAnswer.nullable(),
  refund: moneyAnswer.nullable(),
  /** What goes back by the way it was paid. */
  refunds: z.array(
    z.strictObject({
      amount: moneyAnswer,
      state: z.enum(refundStates),
      created_at: moment,
      done_at: moment.nullable(),
    }),
  ),
  /** The show was called off; what is not given back yet will be, in full. */
  show_cancelled: showCancelledAnswer,
  /**
   * In time order; the first whose `until` is ahead applies, past the last cancelling is closed. The fee is for all it
   * has; for a part it is the larger of percent and fee a seat, never more than the price.
   */
  cancellation: z.array(
    z.strictObject({ until: moment, fee: moneyAnswer, percent: z.number(), fee_per_seat: moneyAnswer }),
  ),
});

export const cancelledAnswer = z.strictObject({
  code: z.string(),
  /** CONFIRMED while the booking still has tickets. */
  status: z.enum(bookingStatuses),
  fee: moneyAnswer,
  refund: moneyAnswer,
});

/** The payment of a booking on the wire. */
export function tellPayment(payment: PaymentView): z.infer<typeof paymentAnswer> {
  const { code, status, stage, provider } = payment;
  return {
    ...{ code, status, stage, provider },
    approval_url: payment.approvalUrl,
    decline_reason: payment.declineReason,
    expires_at: payment.expiresAt?.toISOString() ?? null,
    total: tellMoney(payment.total),
  };
}

function tellEntry({ areaId, name, entryNumber, grade, price }: BookedEntry): z.infer<typeof entryAnswer> {
  return { area_id: areaId, area: name, entry_number: entryNumber, grade, price: tellMoney(price) };
}

/** A booking on the wire. */
export function tellBooking(booking: BookingView, language: Language): z.infer<typeof bookingAnswer> {
  const { currency } = booking.total;
  return {
    booking_id: booking.bookingId,
    code: booking.code,
    status: booking.status,
    schedule_id: booking.scheduleId,
    event: tellEventName(booking.event, language),
    venue: tellVenue(booking.venue, language),
    starts_at: booking.startsAt,
    ends_at: booking.endsAt,
    seats: booking.seats.map(tellPricedSeat),
    entries: booking.entries.map(tellEntry),
    cancelled_seats: booking.cancelledSeats.map(tellPricedSeat),
    cancelled_entries: booking.cancelledEntries.map(tellEntry),
    total: tellMoney(booking.total),
    payment_method: booking.paymentMethod,
    payment: booking.payment && tellPayment(booking.payment),
    created_at: booking.createdAt,
    confirmed_at: booking.confirmedAt,
    cancelled_at: booking.cancelledAt,
    fee: booking.fee && tellMoney(booking.fee),
    refund: booking.refund && tellMoney(booking.refund),
    refunds: booking.refunds.map(({ amount, state, createdAt, doneAt }) => ({
      ...{ amount: tellMoney(amount), state, created_at: createdAt, done_at: doneAt },
    })),
    show_cancelled: booking.showCancelled,
    cancellation: booking.cancellation.map(({ until, feeMinor, percent, perSeatMinor }) => ({
      ...{ until, fee: { amount: feeMinor, currency }, percent },
      fee_per_seat: { amount: perSeatMinor, currency },
    })),
  };
}
