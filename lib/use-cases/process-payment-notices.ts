import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { finishNotices, takeNotices } from '@/lib/postgres/payment-notice-store';
import { takePayment } from '@/lib/postgres/payment-store';
import { settlePayment } from '@/lib/sale/settle-payment';
import { WorkUnderWay } from '@/lib/sale/work-under-way';

type Notice = Awaited<ReturnType<typeof takeNotices>>[number];

/** A provider that is slow for one organizer must not keep the others' notices waiting. */
const underWay = new WorkUnderWay(32);

/**
 * Goes on, in the background, with the payments that providers have told us of: each is asked for afresh, as notices come
 * late, twice and out of order. One whose payment somebody is at just now is looked at again in a second. Any number of
 * instances may run it. Answers how many notices it took; 0 too when PostgreSQL is away.
 */
export async function processPaymentNotices(): Promise<number> {
  if (underWay.room() <= 0) return 0;
  try {
    const notices = await takeNotices(underWay.room());
    // Nothing is open that these could be about: most tell what we did ourselves.
    await finishNotices(notices.filter(({ bookingId }) => bookingId === null));
    for (const notice of notices)
      if (notice.bookingId !== null) underWay.begin(lookAt(notice, notice.bookingId));
    return notices.length;
  } catch (error) {
    if (isStoreUnavailable(error)) return 0;
    throw error;
  }
}

async function lookAt(notice: Notice, bookingId: string): Promise<void> {
  try {
    const open = await takePayment(bookingId, 0);
    if (!open) return;
    await settlePayment(open);
    await finishNotices([notice]);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, bookingId }, 'a notice could not be dealt with');
  }
}

/** Resolves when nothing of it is under way in this process any more. */
export const noticesProcessed = (): Promise<void> => underWay.over();
