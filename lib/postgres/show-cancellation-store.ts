import { z } from 'zod';
import { refundStates } from '@/lib/domain/booking';
import type { ShowCancellation } from '@/lib/domain/show-cancellation';
import { areaTuples } from './area-store';
import { ask, transact } from './ask';
import { prisma } from './client';
import { seatTriples } from './seat-store';

const cancelSaid = z.union([
  z.object({ cancelled: z.literal(true), fresh: z.boolean() }),
  z.object({
    refusal: z.enum([
      ...(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'SCHEDULE_NOT_FOUND', 'NOT_ALLOWED', 'SHOW_OVER'] as const),
    ]),
  }),
]);
/** What the database said of calling a show off. */
export type CancelShowSaid = z.infer<typeof cancelSaid>;

/** Calls a show off, for those who may manage it (cancel_show, in the migrations). Throws StoreUnavailable. */
export async function cancelShowInDatabase(
  { userId, sessionId }: { userId: string; sessionId: string | null },
  scheduleId: string,
  reason: string | null,
): Promise<CancelShowSaid> {
  const [, , rows] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`,
      prisma().$queryRaw`SELECT id FROM schedules WHERE id = ${scheduleId} FOR NO KEY UPDATE`,
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT cancel_show(${userId}, ${sessionId}, ${scheduleId}, ${reason}) AS said`,
    ]),
  );
  return cancelSaid.parse(rows[0]?.said);
}

const progressRow = z.object({
  at: z.date(),
  reason: z.string().nullable(),
  currency: z.string(),
  bookingsTotal: z.number(),
  bookingsLeft: z.number(),
  done: z.boolean(),
  refunds: z.array(z.object({ state: z.enum(refundStates), count: z.number(), minor: z.number() })),
});

/** How far a cancelled show is; null: it is not cancelled. Throws StoreUnavailable. */
export async function readShowCancellation(scheduleId: string): Promise<ShowCancellation | null> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT s.cancelled_at AS at, s.cancelled_reason AS reason, s.currency, c.bookings_total AS "bookingsTotal",
        c.done_at IS NOT NULL AS done,
        (SELECT count(*)::int FROM bookings b
          WHERE b.schedule_id = s.id AND b.status IN ('PENDING', 'CAPTURING', 'CONFIRMED')) AS "bookingsLeft",
        (SELECT coalesce(jsonb_agg(summed), '[]') FROM (
          SELECT r.state, count(*) AS count, sum(r.amount_minor) AS minor
          FROM refunds r JOIN bookings b ON b.id = r.booking_id
          WHERE b.schedule_id = s.id AND r.reason = 'show_cancelled' GROUP BY r.state) summed) AS refunds
      FROM schedules s JOIN show_cancellations c ON c.schedule_id = s.id
      WHERE s.id = ${scheduleId} AND s.cancelled_at IS NOT NULL`,
  );
  if (!rows[0]) return null;
  const { at, currency, refunds, ...row } = progressRow.parse(rows[0]);
  const sumOf = (state: (typeof refundStates)[number]) => {
    const { count = 0, minor = 0 } = refunds.find((sum) => sum.state === state) ?? {};
    return { count, amount: { amount: minor, currency } };
  };
  return {
    ...{ scheduleId, at: at.toISOString(), ...row },
    refunds: { due: sumOf('due'), done: sumOf('done'), failed: sumOf('failed') },
  };
}

/** Takes up a cancelled show for so long, seconds; null: there is nothing to do. Throws StoreUnavailable. */
export async function takeCancelledShow(leaseSeconds: number): Promise<string | null> {
  const rows = await transact(
    () => prisma().$queryRaw<{ id: string | null }[]>`
      SELECT take_cancelled_show(${leaseSeconds}::float8) AS id`,
  );
  return rows[0]?.id ?? null;
}

/** Lets go of a cancelled show: anybody may take it up again in so many seconds. Throws StoreUnavailable. */
export async function putCancelledShowBack(scheduleId: string, seconds: number): Promise<void> {
  await transact(
    () => prisma().$executeRaw`
      UPDATE show_cancellations SET lease_until = clock_timestamp() + ${seconds}::float8 * interval '1 second'
      WHERE schedule_id = ${scheduleId}`,
  );
}

/**
 * Some bookings of a show that are still to be cancelled, any of them: those that fail again and again keep no other waiting. Not
 * those whose money is being taken. Throws StoreUnavailable.
 */
export async function listBookingsToCancel(scheduleId: string, limit: number): Promise<string[]> {
  const rows = await ask(
    () => prisma().$queryRaw<{ id: string }[]>`
      SELECT id FROM bookings WHERE schedule_id = ${scheduleId} AND status IN ('PENDING', 'CONFIRMED')
      ORDER BY random() LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

const changed = { changed: seatTriples, changed_areas: areaTuples };
const givenBack = z.union([
  z.object({ ...changed, cancelled: z.object({ code: z.string() }).optional() }),
  z.object({ refusal: z.string() }),
]);

/** What was given back, as the seat map is told it; and whether it was a claim, for which money may be reserved. */
export interface GivenBack {
  seats: z.infer<typeof seatTriples>;
  areas: z.infer<typeof areaTuples>;
  wasClaim: boolean;
}

/**
 * Cancels a booking because its show is (cancel_booking_of_show, in the migrations): buyer, booking, areas and seats are locked
 * before. Null: somebody else was faster. Throws StoreUnavailable; asked again it changes nothing more.
 */
export async function cancelBookingOfShow(bookingId: string): Promise<GivenBack | null> {
  const [, rows] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`SELECT lock_booking(${bookingId})`,
      prisma().$queryRaw<{ said: unknown }[]>`SELECT cancel_booking_of_show(${bookingId}) AS said`,
    ]),
  );
  const said = givenBack.parse(rows[0]?.said);
  if ('refusal' in said) return null;
  return { seats: said.changed, areas: said.changed_areas, wasClaim: said.cancelled === undefined };
}

/** Blocks the next free seats of a cancelled show. Throws StoreUnavailable. */
export async function withholdFreeSeats(
  scheduleId: string,
  limit: number,
): Promise<z.infer<typeof seatTriples>> {
  const rows = await transact(
    () => prisma().$queryRaw<{ changed: unknown }[]>`
      SELECT withhold_free_seats(${scheduleId}, ${limit}::int) AS changed`,
  );
  return seatTriples.parse(rows[0]?.changed);
}

/**
 * Notes that a cancelled show is done with, where nothing is left and it was cancelled so many seconds ago; says whether
 * it is. Throws StoreUnavailable.
 */
export async function endShowCancellation(scheduleId: string, afterSeconds: number): Promise<boolean> {
  const rows = await transact(
    () => prisma().$queryRaw<{ done: boolean }[]>`
      SELECT end_show_cancellation(${scheduleId}, ${afterSeconds}::float8) AS done`,
  );
  return rows[0]?.done ?? false;
}
