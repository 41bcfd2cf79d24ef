import { z } from 'zod';
import { standbyStates } from '@/lib/domain/standby';
import { ask, transact } from './ask';
import { prisma } from './client';

const entryRow = z.object({
  standbyId: z.string(),
  scheduleId: z.string(),
  places: z.array(z.number()),
  grades: z.array(z.string()),
  quantity: z.number(),
  state: z.enum(standbyStates),
  joinedAt: z.date(),
  endedAt: z.date().nullable(),
  offerPlaces: z.array(z.number()),
  offerEndsAt: z.date().nullable(),
  /** Of the offer. */
  secondsLeft: z.number().nullable(),
  passedOverAt: z.date().nullable(),
  passedOverCode: z.string().nullable(),
  ahead: z.number().nullable(),
  liveTickets: z.number(),
});

/** A place in line as it is stored. */
export type StoredStandby = z.infer<typeof entryRow>;

/** What a buyer stands by for. Named places, or none of them and one grade. */
export interface StandbyWish {
  places: number[];
  /** The grades of the places, or the one that is wanted. */
  grades: string[];
  quantity: number;
}

const joinSaid = z.union([
  z.object({ standby: z.string(), fresh: z.boolean() }),
  z.object({ refusal: z.enum(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'SCHEDULE_NOT_FOUND', 'STANDBY_OFF']) }),
  z.object({ refusal: z.enum(['SALES_NOT_OPEN', 'SALES_CLOSED']), at: z.coerce.date() }),
  z.object({ refusal: z.literal('STANDBY_NOT_NEEDED'), seats: z.array(z.number()) }),
  z.object({ refusal: z.literal('SEAT_LIMIT_EXCEEDED'), limit: z.number(), already: z.number() }),
  z.object({ refusal: z.literal('STANDBY_LIMIT_EXCEEDED'), limit: z.number() }),
]);
/** What the database said of joining a line. */
export type JoinSaid = z.infer<typeof joinSaid>;

const leaveSaid = z.union([
  z.object({ left: z.string(), places: z.array(z.number()) }),
  z.object({ refusal: z.enum(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'STANDBY_NOT_FOUND']) }),
]);
/** What the database said of leaving a line; `places` were offered and are not any more. */
export type LeaveSaid = z.infer<typeof leaveSaid>;

/** Who acts; the session is null for an API key. */
interface Who {
  userId: string;
  sessionId: string | null;
}

function lockBuyer(userId: string) {
  return prisma().$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`;
}

/** Puts a buyer in line (join_standby, in the migrations). Throws StoreUnavailable. */
export async function putInLine(
  who: Who,
  scheduleId: string,
  standbyId: string,
  wish: StandbyWish,
): Promise<JoinSaid> {
  const { places, grades, quantity } = wish;
  const [, judged] = await transact(() =>
    prisma().$transaction([
      lockBuyer(who.userId),
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT join_standby(${who.userId}, ${who.sessionId}, ${scheduleId}, ${standbyId}, ${places}::int[],
          ${grades}::text[], ${quantity}::int) AS said`,
    ]),
  );
  return joinSaid.parse(judged[0]?.said);
}

/** Takes a buyer out of a line, or declines what it brought (leave_standby, in the migrations). Throws StoreUnavailable. */
export async function takeOutOfLine(who: Who, scheduleId: string, standbyId: string): Promise<LeaveSaid> {
  const [, , judged] = await transact(() =>
    prisma().$transaction([
      lockBuyer(who.userId),
      prisma().$queryRaw`
        SELECT s.place FROM standby_entries e JOIN seats s ON s.schedule_id = e.schedule_id AND s.place = ANY (e.offer_places)
        WHERE e.id = ${standbyId} AND e.user_id = ${who.userId} AND e.state = 'offered' ORDER BY s.place FOR UPDATE OF s`,
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT leave_standby(${who.userId}, ${who.sessionId}, ${scheduleId}, ${standbyId}) AS said`,
    ]),
  );
  return leaveSaid.parse(judged[0]?.said);
}

/** Declines single seats out of a buyer's offers; answers which of them were offered. Throws StoreUnavailable. */
export async function declineOffered(
  userId: string,
  scheduleId: string,
  places: number[],
): Promise<number[]> {
  const [, declined] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`
        SELECT place FROM seats WHERE schedule_id = ${scheduleId} AND place = ANY (${places}::int[])
        ORDER BY place FOR UPDATE`,
      prisma().$queryRaw<{ declined: number[] }[]>`
        SELECT decline_offered(${userId}, ${scheduleId}, ${places}::int[]) AS declined`,
    ]),
  );
  return declined[0]?.declined ?? [];
}

/**
 * A buyer's places in line, the earliest first, on one schedule or on all that are still to come; those that were passed on
 * are told for a day. With the database's clock. Throws StoreUnavailable.
 */
export async function readStandbyOf(userId: string, scheduleId: string | null): Promise<StoredStandby[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT e.id AS "standbyId", e.schedule_id AS "scheduleId", e.places, e.grades, e.quantity,
        CASE WHEN e.state = 'offered' AND e.offer_ends_at <= clock_timestamp() THEN 'passed' ELSE e.state::text END AS state,
        e.joined_at AS "joinedAt", e.ended_at AS "endedAt", e.offer_places AS "offerPlaces",
        e.offer_ends_at AS "offerEndsAt", e.passed_over_at AS "passedOverAt", e.passed_over_code AS "passedOverCode",
        extract(epoch FROM e.offer_ends_at - clock_timestamp())::float8 AS "secondsLeft",
        CASE WHEN e.state = 'waiting' THEN standby_ahead(e) END AS ahead,
        live_tickets_of_buyer(e.user_id, e.schedule_id) AS "liveTickets"
      FROM standby_entries e JOIN schedules s ON s.id = e.schedule_id
      WHERE e.user_id = ${userId} AND (${scheduleId}::text IS NULL OR e.schedule_id = ${scheduleId})
        AND s.starts_at > clock_timestamp()
        AND (e.state IN ('waiting', 'offered') OR e.state = 'passed' AND e.ended_at > clock_timestamp() - interval '1 day')
      ORDER BY e.number LIMIT 200`,
  );
  return z.array(entryRow).parse(rows);
}
