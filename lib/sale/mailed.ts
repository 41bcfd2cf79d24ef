import type { BookingView } from '@/lib/domain/booking';
import type { Money } from '@/lib/domain/money';
import type { StandbyWithShow } from '@/lib/domain/standby';
import { readBookingById } from '@/lib/postgres/booking-reader';
import { readStandbyOf } from '@/lib/postgres/standby-store';
import { findSale } from './find-sale';
import { presentStandbyWithShow } from './present-standby';

/**
 * The booking a mail is about as it is now, and what was kept of it and goes back by the time the mail was written. Null
 * when it is gone. Throws StoreUnavailable.
 */
export async function readMailedBooking(
  bookingId: string | null,
  data: Record<string, unknown>,
): Promise<{ booking: BookingView; fee: Money; refund: Money } | null> {
  const booking = bookingId === null ? null : await readBookingById(bookingId);
  if (!booking) return null;
  const money = (minor: unknown) => ({ amount: Number(minor ?? 0), currency: booking.total.currency });
  return { booking, fee: money(data.feeMinor), refund: money(data.refundMinor) };
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
