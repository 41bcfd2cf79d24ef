import { z } from 'zod';
import { paymentProviderNames } from '@/lib/domain/payment';
import { transact } from './ask';
import { prisma } from './client';

/** Longer than the call to the provider usually takes. Where it takes longer, two ask with one key, which is harmless. */
const leaseSeconds = 6;
const longestPauseSeconds = 300;

const dueRefunds = z.array(
  z.object({
    id: z.string(),
    bookingId: z.string(),
    amountMinor: z.number(),
    tries: z.number(),
    provider: z.enum(paymentProviderNames),
    merchantId: z.string(),
    paymentId: z.string(),
  }),
);
/** Money that is to go back, with the payment it came by. */
export type DueRefund = z.infer<typeof dueRefunds>[number];

/** Takes up refunds that are due, the longest first; nobody else has them for a while. Throws StoreUnavailable. */
export async function takeDueRefunds(limit: number): Promise<DueRefund[]> {
  const rows = await transact(
    () => prisma().$queryRaw`
      WITH due AS (
        SELECT id FROM refunds WHERE state = 'due' AND next_try_at <= clock_timestamp()
        ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      UPDATE refunds r
      SET tries = r.tries + 1, next_try_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      FROM due, payments p WHERE r.id = due.id AND p.booking_id = r.booking_id AND p.attempt = r.attempt
      RETURNING r.id, r.booking_id AS "bookingId", r.amount_minor AS "amountMinor", r.tries, p.provider,
        p.merchant_id AS "merchantId", p.payment_id AS "paymentId"`,
  );
  return dueRefunds.parse(rows);
}

/** A refund has been done: it counts once. Throws StoreUnavailable; asked again the provider says the same. */
export async function finishRefund(id: string): Promise<void> {
  await transact(
    () => prisma().$executeRaw`
      WITH done AS (
        UPDATE refunds SET state = 'done', done_at = clock_timestamp() WHERE id = ${id} AND state <> 'done'
        RETURNING booking_id, attempt, amount_minor
      )
      UPDATE payments p SET refunded_minor = p.refunded_minor + done.amount_minor FROM done
      WHERE p.booking_id = done.booking_id AND p.attempt = done.attempt`,
  );
}

/** The provider will not do a refund: a person must look. Throws StoreUnavailable. */
export async function failRefund(id: string): Promise<void> {
  await transact(
    () => prisma().$executeRaw`UPDATE refunds SET state = 'failed' WHERE id = ${id} AND state = 'due'`,
  );
}

/** Tries a refund again later, each time a while longer. Throws StoreUnavailable; then its lease ends. */
export async function postponeRefund({ id, tries }: Pick<DueRefund, 'id' | 'tries'>): Promise<void> {
  const seconds = Math.min(2 ** tries, longestPauseSeconds);
  await transact(
    () => prisma().$executeRaw`
      UPDATE refunds SET next_try_at = clock_timestamp() + make_interval(secs => ${seconds})
      WHERE id = ${id} AND state = 'due'`,
  );
}
