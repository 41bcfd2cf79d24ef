import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { takeDuePayments } from '@/lib/postgres/payment-store';
import { settlePayment } from '@/lib/sale/settle-payment';

/** At once in one process: a provider that is slow for one organizer must not keep the others' payments waiting. */
const mostUnderWay = 32;
const underWay = new Set<Promise<void>>();

/**
 * Takes up payments whose state is not known or not dealt with (a process died, an answer was lost, a notice did not come, a
 * claim ended) and goes on with each in the background. Any number of instances may run it. Answers how many it took; 0 too
 * when PostgreSQL is away.
 */
export async function reconcilePayments(): Promise<number> {
  const room = mostUnderWay - underWay.size;
  if (room <= 0) return 0;
  try {
    const due = await takeDuePayments(room);
    for (const open of due) {
      const settling: Promise<void> = settlePayment(open).finally(() => underWay.delete(settling));
      underWay.add(settling);
    }
    return due.length;
  } catch (error) {
    if (isStoreUnavailable(error)) return 0;
    throw error;
  }
}

/** Resolves when nothing is under way in this process any more. */
export async function paymentsReconciled(): Promise<void> {
  await Promise.all(underWay);
}
