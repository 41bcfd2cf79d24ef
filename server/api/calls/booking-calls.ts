import { z } from 'zod';
import { bookInput, cancelInput, partWanted, seatsWanted } from '@/lib/domain/inputs/seat-inputs';
import { textInput } from '@/lib/domain/inputs/text-input';
import { granted } from '@/lib/domain/result';
import { admissionOf } from '@/lib/request/admission';
import { cancelBooking } from '@/lib/use-cases/cancel-booking';
import { confirmBooking } from '@/lib/use-cases/confirm-booking';
import { listBookings } from '@/lib/use-cases/list-bookings';
import { viewBooking } from '@/lib/use-cases/view-booking';
import { bookingAnswer, cancelledAnswer, tellBooking } from '../answers/booking-answers';
import { moment, tellMoney } from '../answers/seat-answers';
import { defineCall } from '../call';

const bookingsPath = '/api/v1/tickets/bookings';
const byCode = z.strictObject({ code: textInput(40) });
const replayedHeader = { 'idempotency-replayed': 'true' };

export const bookingCalls = [
  defineCall({
    method: 'POST',
    path: bookingsPath,
    name: 'confirmBooking',
    summary: 'Book seats and places of standing areas: my held ones, or free ones',
    who: 'account',
    scope: 'sell',
    limit: 'booking',
    admission: true,
    idempotent: true,
    body: bookInput,
    status: 201,
    answer: bookingAnswer,
    async handle({ buyer, body, idempotencyKey, request }) {
      const {
        schedule_id: scheduleId,
        event_id: eventId,
        hold_id: holdId,
        payment_method: paymentMethod,
      } = body;
      const wanted = holdId === undefined ? seatsWanted(body) : { holdId };
      const booked = await confirmBooking({
        buyer,
        scheduleId,
        eventId,
        wanted,
        paymentMethod,
        idempotencyKey,
        admission: admissionOf(request.headers, scheduleId),
      });
      if (!booked.ok) return booked;
      const data = tellBooking(booked.value.booking, request.language);
      return granted(
        booked.value.replayed ? { data, status: 200 as const, headers: replayedHeader } : { data },
      );
    },
  }),
  defineCall({
    method: 'GET',
    path: bookingsPath,
    name: 'listBookings',
    summary: 'My bookings, newest first',
    who: 'account',
    scope: 'read',
    answer: z.strictObject({ bookings: z.array(bookingAnswer), now: moment }),
    async handle({ buyer, request }) {
      const { bookings, now } = await listBookings({ buyer });
      return granted({
        data: { bookings: bookings.map((each) => tellBooking(each, request.language)), now },
      });
    },
  }),
  defineCall({
    method: 'GET',
    path: `${bookingsPath}/{code}`,
    name: 'viewBooking',
    summary: 'One of my bookings',
    who: 'account',
    scope: 'read',
    params: byCode,
    answer: bookingAnswer,
    async handle({ buyer, params, request }) {
      const booking = await viewBooking({ buyer, code: params.code });
      return booking.ok ? granted({ data: tellBooking(booking.value, request.language) }) : booking;
    },
  }),
  defineCall({
    method: 'POST',
    path: `${bookingsPath}/{code}/cancel`,
    name: 'cancelBooking',
    summary: 'Cancel one of my bookings, or some of its seats and places',
    who: 'account',
    scope: 'sell',
    limit: 'booking',
    idempotent: true,
    params: byCode,
    body: cancelInput.optional(),
    bodyMayBeMissing: true,
    answer: cancelledAnswer,
    async handle({ buyer, params, body = {}, idempotencyKey }) {
      const cancelled = await cancelBooking({
        ...{ buyer, code: params.code, idempotencyKey },
        ...{ part: partWanted(body), mostFeeMinor: body.most_fee },
      });
      if (!cancelled.ok) return cancelled;
      const { code, status, fee, refund, replayed } = cancelled.value;
      const data = { code, status, fee: tellMoney(fee), refund: tellMoney(refund) };
      return granted(replayed ? { data, headers: replayedHeader } : { data });
    },
  }),
];
