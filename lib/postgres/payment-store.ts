import { z } from 'zod';
import { bookingStatuses } from '@/lib/domain/booking-states';
import { paymentProviderNames } from '@/lib/domain/payment';
import { type StoredPaymentState, storedPaymentStates } from '@/lib/domain/purchase';
import { Prisma } from '@/prisma/generated/client';
import { areaTuples } from './area-store';
import { transact } from './ask';
import { prisma } from './client';
import { seatTriples } from './seat-store';

/**
 * Whoever takes a payment up has it alone for so long: longer than its calls to the provider usually take, and what a buyer
 * waits when that process dies. Where a provider takes longer, two ask the same with the same key, which is harmless.
 */
const leaseSeconds = 6;
/** A payment its buyer is still to approve is asked for so seldom: a notice of the provider usually comes first. */
const approvalPauseSeconds = 15;
/** Any other whose state is not known is asked for again after this. */
const usualPauseSeconds = 2;
/**
 * A provider that does not answer is asked again after twice as long each time, and never after longer than this: the money of
 * a whole sale may wait for it, and whatever it was, it is settled within a minute of its coming back.
 */
const longestPauseSeconds = 30;

const providerName = z.enum(paymentProviderNames);
const openPayment = z.object({
  bookingId: z.string(),
  attempt: z.number(),
  provider: providerName,
  merchantId: z.string(),
  merchantName: z.string(),
  description: z.string(),
  paymentId: z.string().nullable(),
  state: z.enum(storedPaymentStates),
  amountMinor: z.number(),
  currency: z.string(),
  code: z.string(),
  status: z.enum(bookingStatuses),
  scheduleId: z.string(),
  buyerId: z.string(),
  expiresAt: z.date(),
  areas: z.array(z.object({ area: z.number(), quantity: z.number() })),
});
/** A payment that is not settled, with what is needed to go on with it; whoever has it has it alone for a while. */
export type OpenPayment = z.infer<typeof openPayment>;

type Which = Pick<OpenPayment, 'bookingId' | 'attempt'>;

const openRows = z.array(openPayment).parse;

const take = Prisma.sql`
  UPDATE payments p
  SET lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}), asked_at = clock_timestamp()`;
const taken = Prisma.sql`
  RETURNING p.booking_id AS "bookingId", p.attempt, p.provider, p.merchant_id AS "merchantId",
    p.merchant_name AS "merchantName", p.description, p.payment_id AS "paymentId", p.state::text,
    p.amount_minor AS "amountMinor", p.currency, b.code, b.status::text, b.schedule_id AS "scheduleId",
    b.buyer_id AS "buyerId", b.expires_at AS "expiresAt", areas_of_booking(b.id) AS areas`;

/**
 * Takes up the open payment of a booking, unless somebody has it or asked the provider less than so many ms ago; null
 * when there is none to take. Throws StoreUnavailable.
 */
export async function takePayment(bookingId: string, askedBeforeMs: number): Promise<OpenPayment | null> {
  const rows = await transact(
    () => prisma().$queryRaw`
      ${take} FROM bookings b
      WHERE p.booking_id = ${bookingId} AND b.id = p.booking_id AND p.settled_at IS NULL
        AND (p.lease_until IS NULL OR p.lease_until <= clock_timestamp())
        AND (p.asked_at IS NULL OR p.asked_at <= clock_timestamp() - make_interval(secs => ${askedBeforeMs / 1000}))
      ${taken}`,
  );
  return openRows(rows)[0] ?? null;
}

/**
 * Takes up payments that nobody has asked for of late, those first of which it is not known whether money moved. What was
 * approved in the last moment is asked for once more before its claim is given up. Throws StoreUnavailable.
 */
export async function takeDuePayments(limit: number): Promise<OpenPayment[]> {
  const rows = await transact(
    () => prisma().$queryRaw`
      WITH due AS (
        SELECT d.booking_id, d.attempt FROM payments d JOIN bookings whose ON whose.id = d.booking_id
        WHERE d.settled_at IS NULL AND (d.lease_until IS NULL OR d.lease_until <= clock_timestamp())
          AND (d.asked_at IS NULL OR d.asked_at <= clock_timestamp() - make_interval(secs => greatest(
            CASE WHEN d.state = 'requires_approval' AND whose.status = 'PENDING' AND whose.expires_at > clock_timestamp()
              THEN ${approvalPauseSeconds}::float8 ELSE ${usualPauseSeconds}::float8 END,
            least(${usualPauseSeconds}::float8 * 2 ^ least(d.unanswered, 10), ${longestPauseSeconds}::float8))))
        ORDER BY d.state = 'requires_approval', d.asked_at NULLS FIRST
        LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED
      )
      ${take} FROM due, bookings b
      WHERE p.booking_id = due.booking_id AND p.attempt = due.attempt AND b.id = p.booking_id
      ${taken}`,
  );
  return openRows(rows);
}

/**
 * Lets go of a payment that was taken up, and notes whether its provider said how it stands. Throws StoreUnavailable; then it
 * is free when its time is over.
 */
export async function releasePayment({ bookingId, attempt }: Which, answered: boolean): Promise<void> {
  await transact(
    () => prisma().$executeRaw`
      UPDATE payments SET lease_until = NULL, unanswered = CASE WHEN ${answered} THEN 0 ELSE unanswered + 1 END
      WHERE booking_id = ${bookingId} AND attempt = ${attempt}`,
  );
}

/** What a provider said of a payment, or that it said nothing yet (starting). */
export interface ProviderWord {
  paymentId: string | null;
  state: StoredPaymentState;
  approvalUrl: string | null;
  declineReason: string | null;
}

const settled = z.object({
  next: z.enum(['ask', 'wait', 'capture', 'void', 'done']),
  changed: seatTriples,
  changed_areas: areaTuples,
});
/** What is to be asked of the provider next, and what became of seats and standing areas. */
export type Settled = z.infer<typeof settled>;

/**
 * Brings in what a provider said of a payment and moves its booking by it (settle_payment, in the migrations). Repeating
 * it is harmless. Throws StoreUnavailable with the outcome unknown.
 */
export async function settlePaymentInDatabase(
  { bookingId, attempt }: Which,
  word: ProviderWord,
): Promise<Settled> {
  const rows = await transact(
    () => prisma().$queryRaw<{ said: unknown }[]>`
      SELECT settle_payment(${bookingId}, ${attempt}::int, ${word.paymentId}, ${word.state}::payment_state,
        ${word.approvalUrl}, ${word.declineReason}) AS said`,
  );
  return settled.parse(rows[0]?.said);
}

const startSaid = z.union([
  z.object({ bookingId: z.string() }),
  z.object({
    refusal: z.enum(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'BOOKING_NOT_FOUND', 'NOTHING_TO_PAY']),
  }),
]);

/**
 * Starts another attempt to pay for a buyer's claim, where none is open (start_payment, in the migrations). Throws
 * StoreUnavailable with the outcome unknown; repeating it is harmless.
 */
export async function startPaymentInDatabase(buyerId: string, sessionId: string | null, code: string) {
  const rows = await transact(
    () =>
      prisma().$queryRaw<
        { said: unknown }[]
      >`SELECT start_payment(${buyerId}, ${sessionId}, ${code}) AS said`,
  );
  return startSaid.parse(rows[0]?.said);
}
