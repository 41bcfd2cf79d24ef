'use server';

import { z } from 'zod';
import { invalid } from '@/app/form-answer';
import type { Hold } from '@/lib/domain/hold';
import { labelInput, textInput } from '@/lib/domain/inputs/text-input';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import { asBuyerOn } from '@/lib/request/action';
import { beginCheckout } from '@/lib/use-cases/begin-checkout';
import { confirmBooking } from '@/lib/use-cases/confirm-booking';

const confirmInput = z.strictObject({
  scheduleId: labelInput(),
  holdId: textInput(64),
  /** What the page showed when the buyer agreed. */
  seatIds: z.array(textInput(64)).min(1).max(100),
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
 * Books the seats the buyer agreed to. The hold's id is the idempotency key: a double click, a repeat after a lost answer
 * and a second tab all get the one booking. The seats are named, so that a hold which Redis lost can still be booked.
 */
export async function confirmBookingAction(
  input: z.input<typeof confirmInput>,
): Promise<Result<{ code: string }, Refusal>> {
  const wish = confirmInput.safeParse(input);
  if (!wish.success) return invalid(wish.error);
  const { scheduleId, holdId, seatIds, paymentMethod } = wish.data;
  const said = await asBuyerOn(scheduleId, 'booking', (buyer, admission) =>
    confirmBooking({
      ...{ buyer, scheduleId, wanted: { seatIds }, paymentMethod, idempotencyKey: holdId },
      admission,
    }),
  );
  return said.ok ? granted({ code: said.value.booking.code }) : said;
}
