'use server';

import { revalidatePath } from 'next/cache';
import { type PaymentShown, paymentShown } from '@/components/payment/payment-shown';
import { textInput } from '@/lib/domain/inputs/text-input';
import type { Money } from '@/lib/domain/money';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { asBuyer } from '@/lib/request/action';
import { abandonPayment } from '@/lib/use-cases/abandon-payment';
import { cancelBooking } from '@/lib/use-cases/cancel-booking';
import { quoteCancellation } from '@/lib/use-cases/quote-cancellation';
import { renewTickets } from '@/lib/use-cases/renew-tickets';
import { startPayment } from '@/lib/use-cases/start-payment';

const bookingCodeInput = textInput(64);

/** What cancelling a booking costs now. */
export async function quoteCancellationAction(
  code: string,
): Promise<Result<{ fee: Money; refund: Money; until: string | null }, Refusal>> {
  const wish = bookingCodeInput.safeParse(code);
  if (!wish.success) return refused({ code: 'BOOKING_NOT_FOUND' });
  return asBuyer('booking', (buyer) => quoteCancellation({ buyer, code: wish.data }));
}

/** Cancels a booking. It can happen only once, so its own code is the idempotency key. */
export async function cancelBookingAction(
  code: string,
): Promise<Result<{ fee: Money; refund: Money }, Refusal>> {
  const wish = bookingCodeInput.safeParse(code);
  if (!wish.success) return refused({ code: 'BOOKING_NOT_FOUND' });
  const said = await asBuyer('booking', (buyer) =>
    cancelBooking({ buyer, code: wish.data, idempotencyKey: `page-cancel-${wish.data}` }),
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
