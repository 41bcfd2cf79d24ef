import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { takeDuePayments } from '@/lib/postgres/payment-store';
import { settlePayment } from '@/lib/sale/settle-payment';
import { WorkUnderWay } from '@/lib/sale/work-under-way';

/** A provider that is slow for one organizer must not keep the others' payments waiting. */
const underWay = new WorkUnderWay(32);

/**
 * Takes up payments whose state is not known or not dealt with (a process died, an answer was lost, a notice did not come, a
 * claim ended) and goes on with each in the background. Any number of instances may run it. Answers how many it took; 0 too
 * when PostgreSQL is away.
 */
export async function reconcilePayments(): Promise<number> {
  if (underWay.room() <= 0) return 0;
  try {
    const due = await takeDuePayments(underWay.room());
    for (const open of due) underWay.begin(settlePayment(open));
    return due.length;
  } catch (error) {
    if (isStoreUnavailable(error)) return 0;
    throw error;
  }
}

/** Resolves when nothing of it is under way in this process any more. */
export const paymentsReconciled = (): Promise<void> => underWay.over();
