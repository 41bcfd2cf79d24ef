import { setTimeout as sleep } from 'node:timers/promises';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { takePayment } from '@/lib/postgres/payment-store';
import { settlePayment } from './settle-payment';

async function takeAndSettle(bookingId: string, notAskedForMs: number): Promise<void> {
  try {
    const open = await takePayment(bookingId, notAskedForMs);
    if (open) await settlePayment(open);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, bookingId }, 'a payment could not be taken up');
  }
}

/**
 * Goes on with the payment of a booking, unless somebody does or asked the provider less than `notAskedForMs` ago, and
 * waits for what comes of it, at most so long: a provider may take 8 s and more, a person is answered in 2. The rest
 * happens in the background. Never fails: the reconciler goes on with what stays open.
 */
export async function settleMeanwhile(bookingId: string, waitMs: number, notAskedForMs = 0): Promise<void> {
  const settling = takeAndSettle(bookingId, notAskedForMs);
  const waited = new AbortController();
  await Promise.race([settling, sleep(Math.max(0, waitMs), undefined, waited).catch(() => undefined)]);
  waited.abort();
}
