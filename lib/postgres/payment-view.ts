import { z } from 'zod';
import { refundStates } from '@/lib/domain/booking';
import type { BookingStatus } from '@/lib/domain/booking-states';
import { paymentProviderNames } from '@/lib/domain/payment';
import { type PaymentView, paymentStage, storedPaymentStates } from '@/lib/domain/purchase';
import { ask } from './ask';
import { prisma } from './client';

const latestPayments = z.array(
  z.object({
    bookingId: z.string(),
    provider: z.enum(paymentProviderNames),
    state: z.enum(storedPaymentStates),
    settled: z.boolean(),
    approvalUrl: z.string().nullable(),
    declineReason: z.string().nullable(),
    now: z.date(),
    /** Of all its attempts, the first one first. */
    refunds: z.array(
      z.object({
        amountMinor: z.number(),
        state: z.enum(refundStates),
        createdAt: z.coerce.date(),
        doneAt: z.coerce.date().nullable(),
      }),
    ),
  }),
);
/** The latest payment of a booking, as its view is made of it, and what goes back. */
export type LatestPayment = z.infer<typeof latestPayments>[number];

/** What of a booking its payment's view needs. */
interface Paid {
  id: string;
  code: string;
  status: BookingStatus;
  paymentMethod: string;
  expiresAt: Date | null;
  totalMinor: number;
  currency: string;
}

/**
 * The latest payment of each of these bookings that has one; what was not to be paid online costs no query. Throws
 * StoreUnavailable.
 */
export async function readLatestPayments(
  bookings: readonly Pick<Paid, 'id' | 'paymentMethod'>[],
): Promise<Map<string, LatestPayment>> {
  const ids = bookings.filter(({ paymentMethod }) => paymentMethod !== 'none').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await ask(
    () => prisma().$queryRaw`
      SELECT DISTINCT ON (p.booking_id) p.booking_id AS "bookingId", p.provider, p.state::text,
        p.settled_at IS NOT NULL AS settled, p.approval_url AS "approvalUrl", p.decline_reason AS "declineReason",
        clock_timestamp() AS now,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('amountMinor', r.amount_minor, 'state', r.state,
            'createdAt', r.created_at, 'doneAt', r.done_at) ORDER BY r.created_at), '[]')
          FROM refunds r WHERE r.booking_id = p.booking_id) AS refunds
      FROM payments p WHERE p.booking_id = ANY (${ids}) ORDER BY p.booking_id, p.attempt DESC`,
  );
  return new Map(latestPayments.parse(rows).map((payment) => [payment.bookingId, payment]));
}

/** The payment of a booking as its buyer sees it. */
export function paymentViewOf(booking: Paid, latest: LatestPayment): PaymentView {
  const { code, status, expiresAt } = booking;
  const refunds = latest.refunds.map(({ state }) => state);
  const stage = paymentStage({ ...latest, status, refunds });
  return {
    ...{ code, status, stage, provider: latest.provider },
    approvalUrl: stage === 'to_approve' ? latest.approvalUrl : null,
    declineReason: stage === 'declined' ? latest.declineReason : null,
    expiresAt: status === 'PENDING' ? expiresAt : null,
    total: { amount: booking.totalMinor, currency: booking.currency },
    now: latest.now,
  };
}

/**
 * The payment of a buyer's own booking by its code, without the booking itself: many look often. payment is null where there is
 * nothing to pay; null when the booking is not there, or somebody else's. Throws StoreUnavailable.
 */
export async function readPaymentView(
  buyerId: string,
  code: string,
): Promise<{ bookingId: string; payment: PaymentView | null } | null> {
  const booking = await ask(() => prisma().booking.findFirst({ where: { buyerId, code } }));
  if (!booking) return null;
  const latest = (await readLatestPayments([booking])).get(booking.id);
  return { bookingId: booking.id, payment: latest ? paymentViewOf(booking, latest) : null };
}
