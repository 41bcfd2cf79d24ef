'use server';

import { createHash } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { type PaymentShown, paymentShown } from '@/components/payment/payment-shown';
import { cancelInput, partWanted } from '@/lib/domain/inputs/seat-inputs';
import { textInput } from '@/lib/domain/inputs/text-input';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { asBuyer } from '@/lib/request/action';
import { abandonPayment } from '@/lib/use-cases/abandon-payment';
import { type Cancelled, cancelBooking } from '@/lib/use-cases/cancel-booking';
import { type CancellationQuote, quoteCancellation } from '@/lib/use-cases/quote-cancellation';
import { renewTickets } from '@/lib/use-cases/renew-tickets';
import { startPayment } from '@/lib/use-cases/start-payment';
import { invalid } from '../form-answer';

const bookingCodeInput = textInput(64);

/** What cancelling a booking costs now. */
export async function quoteCancellationAction(code: string): Promise<Result<CancellationQuote, Refusal>> {
  const wish = bookingCodeInput.safeParse(code);
  if (!wish.success) return refused({ code: 'BOOKING_NOT_FOUND' });
  return asBuyer('booking', (buyer) => quoteCancellation({ buyer, code: wish.data }));
}

/**
 * Cancels a booking, or a part of it, for no more than its buyer was told. That can happen only once to a ticket, so what is
 * cancelled is the idempotency key.
 */
export async function cancelBookingAction(
  code: string,
  wanted: z.input<typeof cancelInput>,
): Promise<Result<Cancelled, Refusal>> {
  const wish = bookingCodeInput.safeParse(code);
  if (!wish.success) return refused({ code: 'BOOKING_NOT_FOUND' });
  const body = cancelInput.safeParse(wanted);
  if (!body.success) return invalid(body.error);
  const said = await asBuyer('booking', (buyer) =>
    cancelBooking({
      ...{ buyer, code: wish.data, part: partWanted(body.data), mostFeeMinor: body.data.most_fee },
      idempotencyKey: `page-cancel-${createHash('sha256')
        .update(JSON.stringify([wish.data, body.data]))
        .digest('base64url')}`,
    }),
  );
  revalidatePath('/bookings', 'layout');
  return said;
}

/** Makes a booking's tickets anew; earlier ones admit nobody any more. */
export async function renewTicketsAction(code: string): Promise<Result<{ serial: number }, Refusal>> {
  const wish = bookingCodeInput.safeParse(code);
  if (!wish.success) return refused({ code: 'BOOKING_NOT_FOUND' });
  const said = await asBuyer('booking', (buyer) => renewTickets({ buyer, code: wish.data }));
  revalidatePath('/bookings', 'layout');
  return said;
}

/** Starts another try to pay for a booking, after one that came to nothing; one under way is answered as it stands. */
export async function startPaymentAction(code: string): Promise<Result<PaymentShown, Refusal>> {
  const wish = bookingCodeInput.safeParse(code);
  if (!wish.success) return refused({ code: 'BOOKING_NOT_FOUND' });
  const said = await asBuyer('booking', (buyer) => startPayment({ buyer, code: wish.data }));
  return said.ok ? granted(paymentShown(said.value)) : said;
}

/** Gives an unpaid booking up: its seats are free at once, and nothing is charged. */
export async function abandonPaymentAction(code: string): Promise<Result<PaymentShown, Refusal>> {
  const wish = bookingCodeInput.safeParse(code);
  if (!wish.success) return refused({ code: 'BOOKING_NOT_FOUND' });
  const said = await asBuyer('booking', (buyer) => abandonPayment({ buyer, code: wish.data }));
  return said.ok ? granted(paymentShown(said.value)) : said;
}
