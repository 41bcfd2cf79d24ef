import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { finishNotices, takeNotices } from '@/lib/postgres/payment-notice-store';
import { takePayment } from '@/lib/postgres/payment-store';
import { settlePayment } from '@/lib/sale/settle-payment';

const noticesAPass = 32;

/**
 * Goes on with the payments that providers have told us of: each is asked for afresh, as notices come late, twice and out of
 * order. One whose payment somebody is at just now is looked at again in a second. Any number of instances may run it.
 * Answers how many it took; 0 too when PostgreSQL is away.
 */
export async function processPaymentNotices(): Promise<number> {
  try {
    const notices = await takeNotices(noticesAPass);
    const looked = await Promise.all(notices.map(({ bookingId }) => lookAt(bookingId)));
    await finishNotices(notices.filter((_, nth) => looked[nth]));
    return notices.length;
  } catch (error) {
    if (isStoreUnavailable(error)) return 0;
    throw error;
  }
}

async function lookAt(bookingId: string | null): Promise<boolean> {
  if (bookingId === null) return true;
  const open = await takePayment(bookingId, 0);
  if (!open) return false;
  await settlePayment(open);
  return true;
}
