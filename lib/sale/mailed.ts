import { z } from 'zod';
import type { BookingView } from '@/lib/domain/booking';
import type { GivenBack } from '@/lib/domain/mail';
import type { StandbyWithShow } from '@/lib/domain/standby';
import { readBookingById } from '@/lib/postgres/booking-reader';
import { readStandbyOf } from '@/lib/postgres/standby-store';
import { findSale } from './find-sale';
import { presentStandbyWithShow } from './present-standby';

const givenBack = z.object({
  tickets: z.array(z.string()).default([]),
  feeMinor: z.number().nullish(),
  refundMinor: z.number().nullish(),
});

/**
 * The booking a mail is about as it is now, and what was given back of it when the mail was written (`data`). Null when it
 * is gone. Throws StoreUnavailable.
 */
export async function readMailedBooking(
  bookingId: string | null,
  data: Record<string, unknown>,
): Promise<{ booking: BookingView; given: GivenBack } | null> {
  const booking = bookingId === null ? null : await readBookingById(bookingId);
  if (!booking) return null;
  const { tickets, feeMinor, refundMinor } = givenBack.parse(data);
  const money = (amount: number | null | undefined) =>
    amount == null ? null : { amount, currency: booking.total.currency };
  return { booking, given: { tickets, fee: money(feeMinor), refund: money(refundMinor) } };
}

/** The offer a mail is about; null when it is over. Throws StoreUnavailable. */
export async function readMailedStandby(
  userId: string,
  standbyId: string | null,
): Promise<StandbyWithShow | null> {
  const stored = (await readStandbyOf(userId, null)).find(
    (one) => one.standbyId === standbyId && one.state === 'offered',
  );
  if (!stored) return null;
  const found = await findSale({ scheduleId: stored.scheduleId });
  return found.ok ? presentStandbyWithShow(found.value, stored) : null;
}
