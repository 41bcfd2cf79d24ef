import { measureOpenMoney } from '@/lib/use-cases/measure-open-money';
import { payRefunds } from '@/lib/use-cases/pay-refunds';
import { noticesProcessed, processPaymentNotices } from '@/lib/use-cases/process-payment-notices';
import { paymentsReconciled, reconcilePayments } from '@/lib/use-cases/reconcile-payments';
import { sweepUnpaid } from '@/lib/use-cases/sweep-unpaid';
import { loop } from './loop';

const noticesEveryMs = 250;
const reconcileEveryMs = 1000;
const sweepEveryMs = 1000;
const refundEveryMs = 1000;
const measureEveryMs = 15_000;

/** Repeats work while it finds some. */
function untilNoneIsLeft(work: () => Promise<number>, signal: AbortSignal) {
  return async () => {
    while (!signal.aborted && (await work()) > 0);
  };
}

/** Brings purchases to their end, whatever died: what providers tell, what is not known, what was not paid, what goes back. */
export async function runPurchases(signal: AbortSignal): Promise<void> {
  await Promise.all([
    loop('payment-notices', noticesEveryMs, signal, untilNoneIsLeft(processPaymentNotices, signal)),
    loop('reconciler', reconcileEveryMs, signal, untilNoneIsLeft(reconcilePayments, signal)),
    loop('unpaid', sweepEveryMs, signal, untilNoneIsLeft(sweepUnpaid, signal)),
    loop('refunds', refundEveryMs, signal, untilNoneIsLeft(payRefunds, signal)),
    loop('open-money', measureEveryMs, signal, measureOpenMoney),
  ]);
  await Promise.all([noticesProcessed(), paymentsReconciled()]);
}
