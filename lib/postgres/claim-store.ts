import { z } from 'zod';
import type { Prisma } from '@/prisma/generated/client';
import { areaTuples } from './area-store';
import { ask, transact } from './ask';
import { prisma } from './client';
import { seatTriples } from './seat-store';

const ended = z.object({ scheduleId: z.string(), changed: seatTriples, changed_areas: areaTuples });
/** A claim that has ended: what is free again. */
export type EndedClaim = z.infer<typeof ended>;

const abandonSaid = z.union([
  ended,
  z.object({ already: z.literal(true) }),
  z.object({ refusal: z.enum(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'BOOKING_NOT_FOUND']) }),
  z.object({ refusal: z.literal('BOOKING_NOT_CANCELLABLE'), status: z.string() }),
]);

const endedClaims = z.array(ended.extend({ bookingId: z.string() }));

/** A claim that ended with others. */
export type ClaimOfMany = z.infer<typeof endedClaims>[number];

/**
 * Ends every unpaid claim of a buyer, within the transaction that has locked the buyer's row (end_claims_of, in the
 * migrations).
 */
export async function endClaimsOf(tx: Prisma.TransactionClient, buyerId: string): Promise<ClaimOfMany[]> {
  const rows = await tx.$queryRaw<{ said: unknown }[]>`SELECT end_claims_of(${buyerId}) AS said`;
  return endedClaims.parse(rows[0]?.said);
}

/** Bookings whose time to pay is over, the longest first. Throws StoreUnavailable. */
export async function listUnpaid(limit: number): Promise<string[]> {
  const rows = await ask(
    () => prisma().$queryRaw<{ id: string }[]>`
      SELECT id FROM bookings WHERE status = 'PENDING' AND expires_at <= clock_timestamp() - interval '3 seconds'
      ORDER BY expires_at LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Ends a claim whose time to pay is over (expire_booking, in the migrations); null when there is nothing to do, or
 * somebody else is at it. Throws StoreUnavailable with the outcome unknown.
 */
export async function expireBooking(bookingId: string): Promise<EndedClaim | null> {
  const rows = await transact(
    () => prisma().$queryRaw<{ said: unknown }[]>`SELECT expire_booking(${bookingId}) AS said`,
  );
  return ended.nullable().parse(rows[0]?.said);
}

/**
 * Ends a buyer's own claim (abandon_booking, in the migrations). Throws StoreUnavailable with the outcome unknown;
 * repeating it is harmless.
 */
export async function abandonBookingInDatabase(buyerId: string, sessionId: string | null, code: string) {
  const rows = await transact(
    () => prisma().$queryRaw<{ said: unknown }[]>`
      SELECT abandon_booking(${buyerId}, ${sessionId}, ${code}) AS said`,
  );
  return abandonSaid.parse(rows[0]?.said);
}
