import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import { countOpenMoney } from '@/lib/postgres/open-money-store';

/** Brings the metrics of payments and refunds that are not at their end up to date; not while PostgreSQL is away. */
export async function measureOpenMoney(): Promise<void> {
  try {
    const { starting, toApprove, approved, unanswered, refundsDue, refundsFailed } = await countOpenMoney();
    metrics.openPayments.set({ state: 'starting' }, starting);
    metrics.openPayments.set({ state: 'to_approve' }, toApprove);
    metrics.openPayments.set({ state: 'approved' }, approved);
    metrics.unansweredPayments.set(unanswered);
    metrics.openRefunds.set({ state: 'due' }, refundsDue);
    metrics.openRefunds.set({ state: 'failed' }, refundsFailed);
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
  }
}
