import { z } from 'zod';
import { bookingStatuses } from '@/lib/domain/booking-states';
import type { CancellationStep } from '@/lib/domain/cancellation';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import { areaTuples } from './area-store';
import { ask, transact } from './ask';
import { prisma } from './client';
import { seatTriples } from './seat-store';
import { sharedQuery } from './shared-query';

/** What a transition changed, as the seat map is told it. */
const changed = { changed: seatTriples, changed_areas: areaTuples };
const status = z.enum(bookingStatuses);
const whoRefusal = z.object({
  refusal: z.enum(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'IDEMPOTENCY_KEY_REUSED']),
});

const bookedAnswer = z.object({ bookingId: z.string(), code: z.string(), status });
const confirmSaid = z.union([
  z.object({ booked: bookedAnswer, ...changed }),
  z.object({ replayed: bookedAnswer }),
  whoRefusal,
  z.object({ refusal: z.enum(['SCHEDULE_NOT_FOUND', 'SHOW_CANCELLED']) }),
  z.object({ refusal: z.enum(['SALES_NOT_OPEN', 'SALES_CLOSED']), at: z.coerce.date() }),
  z.object({
    refusal: z.literal('SEATS_TAKEN'),
    seats: z.array(z.tuple([z.number(), z.string().nullable()])),
  }),
  z.object({
    refusal: z.literal('NOT_ENOUGH_PLACES'),
    areas: z.array(z.tuple([z.number(), z.number()])),
  }),
  z.object({
    refusal: z.enum(['SEAT_LIMIT_EXCEEDED', 'EVENT_LIMIT_EXCEEDED']),
    limit: z.number(),
    already: z.number(),
  }),
  z.object({
    refusal: z.literal('SCHEDULE_CONFLICT'),
    title_ko: z.string(),
    title_en: z.string(),
    starts_at: z.coerce.date(),
  }),
]);
/** What the database said of a booking: made, made before under this key, or the rule against it. */
export type ConfirmSaid = z.infer<typeof confirmSaid>;

const cancelledAnswer = z.object({
  code: z.string(),
  status,
  feeMinor: z.number(),
  refundMinor: z.number(),
  currency: z.string(),
  scheduleId: z.string(),
});
const cancelSaid = z.union([
  z.object({ cancelled: cancelledAnswer, ...changed }),
  z.object({ replayed: cancelledAnswer }),
  whoRefusal,
  z.object({
    refusal: z.enum(['BOOKING_NOT_FOUND', 'ALREADY_CANCELLED', 'TICKETS_USED', 'BOOKING_CHANGED']),
  }),
  z.object({ refusal: z.literal('NOT_IN_BOOKING'), tickets: z.array(z.string()) }),
  z.object({ refusal: z.literal('CANCELLATION_FEE_CHANGED'), feeMinor: z.number(), currency: z.string() }),
  z.object({ refusal: z.literal('BOOKING_NOT_CANCELLABLE'), status: z.string() }),
  z.object({ refusal: z.literal('CANCELLATION_DEADLINE_PASSED'), at: z.coerce.date().nullable() }),
]);
/** What the database said of a cancellation. */
export type CancelSaid = z.infer<typeof cancelSaid>;

/** Who acts, and under which key: the guard of every write. */
export interface Attempt {
  buyerId: string;
  /** null for an API key. */
  sessionId: string | null;
  idempotencyKey: string;
  /** SHA-256 of the parsed request, hex. */
  bodyHash: string;
}

function lockBuyer(buyerId: string) {
  return prisma().$queryRaw`SELECT id FROM users WHERE id = ${buyerId} FOR UPDATE`;
}

/** A booking as it is asked for. */
interface NewBooking {
  scheduleId: string;
  places: number[];
  /** Each area once. */
  areas: AreaQuantity[];
  bookingId: string;
  code: string;
  paymentMethod: string;
}

/** Locks standing areas, then seats, each in order; nothing is asked of what is not wanted. */
function lockWanted({ scheduleId, places }: NewBooking, areas: number[]) {
  const lockAreas = () =>
    prisma().$queryRaw`
      SELECT area FROM standing_areas WHERE schedule_id = ${scheduleId} AND area = ANY (${areas}::int[])
      ORDER BY area FOR UPDATE`;
  const lockSeats = () =>
    prisma().$queryRaw`
      SELECT place FROM seats WHERE schedule_id = ${scheduleId} AND place = ANY (${places}::int[])
      ORDER BY place FOR UPDATE`;
  return [...(areas.length > 0 ? [lockAreas()] : []), ...(places.length > 0 ? [lockSeats()] : [])];
}

/**
 * Books seats and places of standing areas for a buyer, confirmed at once, in one transaction: locks the buyer, then
 * the areas, then the seats in order, and only then judges (confirm_booking, in the migrations). Throws
 * StoreUnavailable with the outcome unknown.
 */
export async function confirmBookingInDatabase(attempt: Attempt, wish: NewBooking): Promise<ConfirmSaid> {
  const { scheduleId, places } = wish;
  const areas = wish.areas.map(({ area }) => area);
  const quantities = wish.areas.map(({ quantity }) => quantity);
  const answers = await transact(() =>
    prisma().$transaction([
      lockBuyer(attempt.buyerId),
      ...lockWanted(wish, areas),
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT confirm_booking(${attempt.buyerId}, ${attempt.sessionId}, ${scheduleId}, ${places}::int[],
          ${areas}::int[], ${quantities}::int[], ${attempt.idempotencyKey}, ${attempt.bodyHash},
          ${wish.bookingId}, ${wish.code}, ${wish.paymentMethod}) AS said`,
    ]),
  );
  return confirmSaid.parse((answers.at(-1) as { said: unknown }[] | undefined)?.[0]?.said);
}

/** What is to be cancelled of a booking, and by which steps that is judged. */
export interface CancelWish {
  /** In time order, with the fees of just these tickets. */
  steps: readonly Pick<CancellationStep, 'until' | 'feeMinor'>[];
  /** As the view `tickets` names them within their booking. */
  tickets: readonly string[];
  /** All the booking has is meant: where that is no longer `tickets`, nothing is done (BOOKING_CHANGED). */
  whole: boolean;
  /** Minor units the buyer agreed to; null: whatever applies. */
  mostFeeMinor: number | null;
}

/**
 * Cancels a booking, or tickets of it, in one transaction: locks the buyer, the booking, its standing areas and its seats in order, then
 * judges by the database's clock (cancel_booking, in the migrations). Throws StoreUnavailable with the outcome unknown.
 */
export async function cancelBookingInDatabase(
  attempt: Attempt,
  code: string,
  wish: CancelWish,
): Promise<CancelSaid> {
  const untils = wish.steps.map((step) => step.until);
  const fees = wish.steps.map((step) => step.feeMinor);
  const tickets = [...wish.tickets];
  const [, , , , judged] = await transact(() =>
    prisma().$transaction([
      lockBuyer(attempt.buyerId),
      prisma()
        .$queryRaw`SELECT id FROM bookings WHERE code = ${code} AND buyer_id = ${attempt.buyerId} FOR UPDATE`,
      prisma().$queryRaw`
        SELECT a.area FROM standing_areas a
        WHERE (a.schedule_id, a.area) IN (SELECT ba.schedule_id, ba.area FROM bookings b
          JOIN booking_areas ba ON ba.booking_id = b.id WHERE b.code = ${code} AND b.buyer_id = ${attempt.buyerId})
        ORDER BY a.schedule_id, a.area FOR UPDATE`,
      prisma().$queryRaw`
        SELECT s.place FROM bookings b JOIN booking_seats bs ON bs.booking_id = b.id
          JOIN seats s ON s.schedule_id = bs.schedule_id AND s.place = bs.place
        WHERE b.code = ${code} AND b.buyer_id = ${attempt.buyerId}
        ORDER BY s.schedule_id, s.place FOR UPDATE OF s`,
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT cancel_booking(${attempt.buyerId}, ${attempt.sessionId}, ${code}, ${attempt.idempotencyKey},
          ${attempt.bodyHash}, ${untils}::timestamptz[], ${fees}::int[], ${tickets}::text[], ${wish.whole},
          ${wish.mostFeeMinor}::int) AS said`,
    ]),
  );
  return cancelSaid.parse(judged[0]?.said);
}

const earlierAnswer = z
  .union([z.object({ replayed: z.unknown() }), z.object({ refusal: z.literal('IDEMPOTENCY_KEY_REUSED') })])
  .nullable();

/** Parts of what is asked, as one key; none of them has a NUL. */
const joinParts = (...parts: string[]) => parts.join('\u0000');
const columnOf = (keys: readonly string[], part: number) =>
  keys.map((key) => key.split('\u0000')[part] ?? '');

const sharedAnswers = sharedQuery(async (asked) => {
  const [buyers, operations, keys, hashes] = [0, 1, 2, 3].map((part) => columnOf(asked, part));
  const rows = await ask(
    () => prisma().$queryRaw<{ nth: number; said: unknown }[]>`
      SELECT nth::int, earlier_answer(buyer, operation, key, hash) AS said
      FROM unnest(${buyers}::text[], ${operations}::text[], ${keys}::text[], ${hashes}::text[])
        WITH ORDINALITY AS asked(buyer, operation, key, hash, nth)`,
  );
  return new Map(rows.map(({ nth, said }) => [asked[nth - 1] ?? '', earlierAnswer.parse(said)]));
});

/**
 * The first answer given under an idempotency key, or that the key served another request; null when it is new.
 * Requests that arrive together share one query. Throws StoreUnavailable.
 */
export async function readEarlierAnswer(
  buyerId: string,
  operation: 'book' | 'cancel',
  key: string,
  bodyHash: string,
): Promise<{ replayed: unknown } | { refusal: 'IDEMPOTENCY_KEY_REUSED' } | null> {
  return (await ask(() => sharedAnswers(joinParts(buyerId, operation, key, bodyHash)))) ?? null;
}

/** A stored answer of a booking, as replays get it. */
export const parseBookedAnswer = bookedAnswer.parse;
/** A stored answer of a cancellation, as replays get it. */
export const parseCancelledAnswer = cancelledAnswer.parse;

const sharedCounts = sharedQuery(async (pairs) => {
  const [buyers, schedules] = [0, 1].map((part) => columnOf(pairs, part));
  const rows = await ask(
    () => prisma().$queryRaw<{ buyer: string; schedule: string; live: number }[]>`
      SELECT asked.buyer, asked.schedule, live_tickets_of_buyer(asked.buyer, asked.schedule) AS live
      FROM unnest(${buyers}::text[], ${schedules}::text[]) AS asked(buyer, schedule)`,
  );
  return new Map(rows.map((row) => [joinParts(row.buyer, row.schedule), row.live]));
});

/**
 * How many live tickets (seats and places of standing areas) a buyer has on a schedule; requests that arrive together
 * share one query. Throws StoreUnavailable.
 */
export async function countLiveTickets(buyerId: string, scheduleId: string): Promise<number> {
  return (await ask(() => sharedCounts(joinParts(buyerId, scheduleId)))) ?? 0;
}
