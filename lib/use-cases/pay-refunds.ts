import { crashPoint } from '@/lib/crash-point';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { paymentProvider } from '@/lib/payments/payment-providers';
import {
  type DueRefund,
  failRefund,
  finishRefund,
  postponeRefund,
  takeDueRefunds,
} from '@/lib/postgres/refund-store';

const refundsAPass = 16;

/**
 * Gives back money that is due, once each: the refund's id is its key at the provider. What is unknown or out of reach is
 * tried again, each time a while later; what the provider refuses is left for a person, and said in the log. Any number of
 * instances may run it. Answers how many it took; 0 too when PostgreSQL is away.
 */
export async function payRefunds(): Promise<number> {
  try {
    const due = await takeDueRefunds(refundsAPass);
    await Promise.all(due.map(pay));
    return due.length;
  } catch (error) {
    if (isStoreUnavailable(error)) return 0;
    throw error;
  }
}

async function pay(refund: DueRefund): Promise<void> {
  const { id, bookingId, merchantId, paymentId, amountMinor } = refund;
  try {
    crashPoint('refund_due');
    const answer = await paymentProvider(refund.provider)?.refund({
      ...{ merchantId, paymentId, amountMinor, idempotencyKey: id },
    });
    crashPoint('refund_answered');
    metrics.refunds.inc({ outcome: answer?.outcome ?? 'off' });
    if (answer?.outcome === 'done') {
      await finishRefund(id);
      crashPoint('refund_noted');
    } else if (answer?.outcome === 'refused') {
      log.error(
        { refund: id, bookingId, refusal: answer.refusal },
        'a provider refuses a refund: somebody must look',
      );
      await failRefund(id);
    } else await postponeRefund(refund);
  } catch (error) {
    metrics.refunds.inc({ outcome: 'unavailable' });
    if (!isStoreUnavailable(error))
      log.error({ error, refund: id, bookingId }, 'a refund failed and is tried again');
    await postponeRefund(refund).catch(() => undefined);
  }
}
