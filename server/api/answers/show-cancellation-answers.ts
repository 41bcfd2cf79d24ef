import { z } from 'zod';
import type { RefundSum, ShowCancellation } from '@/lib/domain/show-cancellation';
import { moment, moneyAnswer, tellMoney } from './seat-answers';

const refundSum = z.strictObject({ count: z.int(), amount: moneyAnswer });

export const showCancellationAnswer = z.strictObject({
  schedule_id: z.string(),
  at: moment,
  /** What people are told. */
  reason: z.string().nullable(),
  /** Live bookings when it was cancelled, and now. */
  bookings_total: z.int(),
  bookings_left: z.int(),
  /** Nothing is to be cancelled any more; refunds may still be on their way. */
  done: z.boolean(),
  refunds: z.strictObject({ due: refundSum, done: refundSum, failed: refundSum }),
});

function tellSum({ count, amount }: RefundSum): z.infer<typeof refundSum> {
  return { count, amount: tellMoney(amount) };
}

/** How far a cancelled show is, on the wire. */
export function tellShowCancellation(shown: ShowCancellation): z.infer<typeof showCancellationAnswer> {
  const { due, done, failed } = shown.refunds;
  return {
    schedule_id: shown.scheduleId,
    ...{ at: shown.at, reason: shown.reason, done: shown.done },
    ...{ bookings_total: shown.bookingsTotal, bookings_left: shown.bookingsLeft },
    refunds: { due: tellSum(due), done: tellSum(done), failed: tellSum(failed) },
  };
}
