import { z } from 'zod';
import { type StoredPlaceState, storedPlaceStates } from '@/lib/domain/waiting-room';
import { ask, transact } from './ask';
import { prisma } from './client';
import { pairOf, partsOf } from './pair-key';
import { type RoomNow, roomNow } from './room-now';
import { sharedQuery } from './shared-query';

const placeRow = roomNow.extend({
  schedule: z.string(),
  asker: z.string(),
  state: z.enum(storedPlaceStates).nullable(),
  rank: z.bigint().nullable(),
  admissionEndsAt: z.date().nullable(),
});

/** Somebody's row in a waiting room, and the room around it. */
export interface StoredPlace extends RoomNow {
  /** null: never joined. */
  state: StoredPlaceState | null;
  rank: number;
  admissionEndsAt: Date | null;
}

async function readPairs(pairs: readonly string[]): Promise<Map<string, StoredPlace>> {
  const [schedules, users] = partsOf(pairs);
  const rows = await prisma().$queryRaw`
    SELECT asked.schedule, asked.asker, r.state::text AS room, r.opens_at AS "opensAt",
      s.sales_open_at AS "salesOpenAt", s.sales_close_at AS "salesCloseAt", r.proof_of_work AS "proofOfWork",
      r.shuffled_at IS NOT NULL AS drawn, p.state::text AS state, p.rank, p.admission_ends_at AS "admissionEndsAt",
      clock_timestamp() AS now
    FROM unnest(${schedules}::text[], ${users}::text[]) AS asked(schedule, asker)
      JOIN waiting_rooms r ON r.schedule_id = asked.schedule
      JOIN schedules s ON s.id = asked.schedule
      LEFT JOIN waiting_places p ON p.schedule_id = asked.schedule AND p.user_id = asked.asker`;
  return new Map(
    z
      .array(placeRow)
      .parse(rows)
      .map(({ schedule, asker, ...row }) => [
        pairOf(schedule, asker),
        { ...row, rank: Number(row.rank ?? 0) },
      ]),
  );
}

// Bounded inside as well: a query that never settles must not keep the next one waiting.
const shared = sharedQuery((pairs) => ask(() => readPairs(pairs)));

/**
 * Somebody's place in a schedule's waiting room; null where the schedule has none. Requests that arrive together share
 * one query. Throws StoreUnavailable.
 */
export async function readPlace(scheduleId: string, userId: string): Promise<StoredPlace | null> {
  return (await ask(() => shared(pairOf(scheduleId, userId)))) ?? null;
}

/** The places of many people in a schedule's waiting room, in one query. Throws StoreUnavailable. */
export async function readPlaces(
  scheduleId: string,
  userIds: readonly string[],
): Promise<Map<string, StoredPlace>> {
  const found = await ask(() => readPairs(userIds.map((userId) => pairOf(scheduleId, userId))));
  return new Map(
    userIds.flatMap((userId) => {
      const place = found.get(pairOf(scheduleId, userId));
      return place ? [[userId, place]] : [];
    }),
  );
}

const joinSaid = z.union([
  z.object({ joined: z.boolean() }),
  z.object({ refusal: z.enum(['WAITING_ROOM_NOT_FOUND', 'WAITING_ROOM_DRAINED']) }),
  z.object({ refusal: z.enum(['WAITING_ROOM_NOT_OPEN', 'SALES_CLOSED']), at: z.coerce.date() }),
]);

/**
 * Gives an account its place at the end of the line; who has one keeps it (join_waiting_room, in the migrations).
 * Throws StoreUnavailable with the outcome unknown; joining again finds it.
 */
export async function joinLine(scheduleId: string, userId: string): Promise<z.infer<typeof joinSaid>> {
  const rows = await transact(
    () => prisma().$queryRaw<{ said: unknown }[]>`
      SELECT join_waiting_room(${scheduleId}, ${userId}) AS said`,
  );
  return joinSaid.parse(rows[0]?.said);
}

/** Gives a place up, in line or inside; whoever has none gives none up. Says where it was. Throws StoreUnavailable. */
export async function leaveLine(
  scheduleId: string,
  userId: string,
): Promise<'inside' | 'in line' | 'nowhere'> {
  const rows = await transact(
    () => prisma().$queryRaw<{ inside: boolean }[]>`
      UPDATE waiting_places SET state = 'left' WHERE schedule_id = ${scheduleId} AND user_id = ${userId}
        AND state IN ('waiting', 'admitted')
      RETURNING admission_ends_at IS NOT NULL AS inside`,
  );
  if (!rows[0]) return 'nowhere';
  return rows[0].inside ? 'inside' : 'in line';
}
