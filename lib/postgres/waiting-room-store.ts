import { z } from 'zod';
import { type RoomState, roomStates } from '@/lib/domain/waiting-room';
import { ask, transact } from './ask';
import { prisma } from './client';

/** A room's settings as they are stored. */
export interface RoomSettings {
  opensAt: Date;
  capacity: number;
  admissionsPerMinute: number;
  graceSeconds: number;
  admissionSeconds: number;
  proofOfWork: boolean;
}

/** Gives a schedule a waiting room, or changes the settings of the one it has. Throws StoreUnavailable. */
export async function putRoom(scheduleId: string, settings: RoomSettings): Promise<void> {
  await transact(() =>
    prisma().waitingRoom.upsert({
      where: { scheduleId },
      create: { scheduleId, ...settings },
      update: settings,
    }),
  );
}

/** Takes a schedule's waiting room away with everybody's place; false where there is none. Throws StoreUnavailable. */
export async function removeRoom(scheduleId: string): Promise<boolean> {
  const { count } = await transact(() => prisma().waitingRoom.deleteMany({ where: { scheduleId } }));
  return count > 0;
}

/** Opens, pauses or drains a room; false where there is none. Throws StoreUnavailable. */
export async function steerRoom(scheduleId: string, to: RoomState): Promise<boolean> {
  const { count } = await transact(() =>
    prisma().waitingRoom.updateMany({ where: { scheduleId }, data: { state: to } }),
  );
  return count > 0;
}

const roomRow = z.object({
  opens_at: z.date(),
  capacity: z.number(),
  admissions_per_minute: z.number(),
  grace_seconds: z.number(),
  admission_seconds: z.number(),
  proof_of_work: z.boolean(),
  state: z.enum(roomStates),
  shuffled_at: z.date().nullable(),
  pace: z.number(),
  admitted_per_minute: z.number(),
  inside: z.number(),
  waiting: z.number(),
  admitted: z.number(),
  skipped: z.number(),
  left: z.number(),
});

/** A room with its numbers. */
export type StoredRoom = z.infer<typeof roomRow>;

/** A schedule's waiting room with its numbers; null where it has none. Throws StoreUnavailable. */
export async function readRoom(scheduleId: string): Promise<StoredRoom | null> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT r.opens_at, r.capacity, r.admissions_per_minute, r.grace_seconds, r.admission_seconds, r.proof_of_work,
        r.state::text AS state, r.shuffled_at, r.pace, r.admitted_per_minute,
        c.inside, c.waiting, c.admitted, c.skipped, c."left"
      FROM waiting_rooms r CROSS JOIN LATERAL (
        SELECT (count(*) FILTER (WHERE state = 'admitted' AND admission_ends_at > clock_timestamp()))::int AS inside,
          (count(*) FILTER (WHERE state = 'waiting'))::int AS waiting,
          (count(*) FILTER (WHERE admitted_at IS NOT NULL))::int AS admitted,
          (count(*) FILTER (WHERE state = 'skipped'))::int AS skipped,
          (count(*) FILTER (WHERE state = 'left'))::int AS "left"
        FROM waiting_places WHERE schedule_id = r.schedule_id) c
      WHERE r.schedule_id = ${scheduleId}`,
  );
  return roomRow.optional().parse(rows[0]) ?? null;
}

/** The first accounts in a room's line. Throws StoreUnavailable. */
export async function readFirstWaiting(scheduleId: string, most: number): Promise<string[]> {
  const rows = await ask(
    () => prisma().$queryRaw<{ user_id: string }[]>`
      SELECT user_id FROM waiting_places WHERE schedule_id = ${scheduleId} AND state = 'waiting'
      ORDER BY rank LIMIT ${most}`,
  );
  return rows.map((row) => row.user_id);
}
