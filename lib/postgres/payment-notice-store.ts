import { z } from 'zod';
import { transact } from './ask';
import { prisma } from './client';

/** Something a provider told us of a payment. */
interface Notice {
  provider: string;
  noticeId: string;
  kind: string;
  reference: string | null;
  paymentId: string | null;
  merchantId: string | null;
}

/** Keeps a notice, once however often it is told. Throws StoreUnavailable; the provider tells it again then. */
export async function storeNotice(notice: Notice): Promise<void> {
  const { provider, noticeId, kind, reference, paymentId, merchantId } = notice;
  await transact(
    () => prisma().$executeRaw`
      INSERT INTO payment_notices (provider, notice_id, kind, reference, payment_id, merchant_id)
      VALUES (${provider}, ${noticeId}, ${kind}, ${reference}, ${paymentId}, ${merchantId})
      ON CONFLICT DO NOTHING`,
  );
}

const waiting = z.array(
  z.object({ provider: z.string(), noticeId: z.string(), bookingId: z.string().nullable() }),
);

/**
 * Takes up notices that were not looked at yet, the oldest first, for a second; each with the booking whose open payment it
 * is about, null when there is none to be settled. Throws StoreUnavailable.
 */
export async function takeNotices(limit: number) {
  const rows = await transact(
    () => prisma().$queryRaw`
      WITH due AS (
        SELECT provider, notice_id FROM payment_notices
        WHERE processed_at IS NULL AND next_try_at <= clock_timestamp()
        ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      UPDATE payment_notices n SET next_try_at = clock_timestamp() + interval '1 second' FROM due
      WHERE n.provider = due.provider AND n.notice_id = due.notice_id
      RETURNING n.provider, n.notice_id AS "noticeId", coalesce(
        (SELECT p.booking_id FROM payments p
          WHERE p.provider = n.provider AND p.payment_id = n.payment_id AND p.settled_at IS NULL),
        (SELECT p.booking_id FROM payments p
          WHERE p.provider = n.provider AND p.booking_id = n.reference AND p.settled_at IS NULL)) AS "bookingId"`,
  );
  return waiting.parse(rows);
}

/** Marks notices as looked at. Throws StoreUnavailable; then they are looked at again, which is harmless. */
export async function finishNotices(
  notices: readonly { provider: string; noticeId: string }[],
): Promise<void> {
  if (notices.length === 0) return;
  const providers = notices.map(({ provider }) => provider);
  const ids = notices.map(({ noticeId }) => noticeId);
  await transact(
    () => prisma().$executeRaw`
      UPDATE payment_notices SET processed_at = clock_timestamp()
      WHERE (provider, notice_id) IN (SELECT * FROM unnest(${providers}::text[], ${ids}::text[]))`,
  );
}
