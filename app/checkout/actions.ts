'use server';

import { z } from 'zod';
import { invalid } from '@/app/form-answer';
import type { CheckedOut } from '@/components/checkout/use-checkout';
import { paymentShown } from '@/components/payment/payment-shown';
import type { Hold } from '@/lib/domain/hold';
import { labelInput, textInput } from '@/lib/domain/inputs/text-input';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { asBuyerOn } from '@/lib/request/action';
import { beginCheckout } from '@/lib/use-cases/begin-checkout';
import { confirmBooking } from '@/lib/use-cases/confirm-booking';

const confirmInput = z.strictObject({
  scheduleId: labelInput(),
  holdId: textInput(64),
  /** What the page showed when the buyer agreed. */
  seatIds: z.array(textInput(64)).max(100),
  areas: z
    .array(z.strictObject({ areaId: textInput(64), quantity: z.int().min(1).max(100) }))
    .max(100)
    .default([]),
  paymentMethod: textInput(32),
});

/** Extends the buyer's hold for paying, once in its life, and answers it; calling it again changes nothing. */
export async function beginCheckoutAction(scheduleId: string): Promise<Result<Hold, Refusal>> {
  const wish = labelInput().safeParse(scheduleId);
  if (!wish.success) return invalid(wish.error);
  return asBuyerOn(wish.data, 'hold', (buyer, admission) =>
    beginCheckout({ buyer, scheduleId: wish.data, admission }),
  );
}

/**
 * Books the seats and places of standing areas the buyer agreed to. The hold's id is the idempotency key: a double
 * click, a repeat after a lost answer and a second tab all get the one booking. What is left of the hold after it has an
 * id of its own. What is booked is named, so that a hold which Redis lost can still be booked.
 */
export async function confirmBookingAction(
  input: z.input<typeof confirmInput>,
): Promise<Result<CheckedOut, Refusal>> {
  const wish = confirmInput.safeParse(input);
  if (!wish.success) return invalid(wish.error);
  const { scheduleId, holdId, seatIds, areas, paymentMethod } = wish.data;
  if (seatIds.length + areas.length === 0) return refused({ code: 'HOLD_EXPIRED' });
  const said = await asBuyerOn(scheduleId, 'booking', (buyer, admission) =>
    confirmBooking({
      ...{ buyer, scheduleId, wanted: { seatIds, areas }, paymentMethod, idempotencyKey: holdId },
      admission,
    }),
  );
  if (!said.ok) return said;
  const { code, payment } = said.value.booking;
  return granted({ code, payment: payment && paymentShown(payment) });
}
