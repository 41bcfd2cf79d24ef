import { z } from 'zod';
import type { RoomState } from '@/lib/domain/waiting-room';
import { roomStates } from '@/lib/domain/waiting-room';
import { ask } from './ask';
import { prisma } from './client';

const lineRow = z.object({
  room: z.enum(roomStates),
  drawn: z.boolean(),
  capacity: z.number(),
  per_minute: z.number(),
  admitted_per_minute: z.number(),
  inside: z.number(),
  ranks: z.string().nullable(),
});

/** A whole line at one moment. */
export interface StoredLine {
  room: RoomState;
  drawn: boolean;
  capacity: number;
  /** The rate that is used now. */
  perMinute: number;
  /** Of late. */
  admittedPerMinute: number;
  inside: number;
  /** Ranks of those that wait, ascending. */
  ranks: Float64Array;
}

/** A schedule's line as it is now; null where it has no waiting room. Throws StoreUnavailable. */
export async function readLine(scheduleId: string): Promise<StoredLine | null> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT r.state::text AS room, r.shuffled_at IS NOT NULL AS drawn, r.capacity,
        r.admissions_per_minute * r.pace AS per_minute, r.admitted_per_minute,
        (SELECT count(*)::int FROM waiting_places WHERE schedule_id = r.schedule_id AND state = 'admitted') AS inside,
        -- As one text: ten thousand numbers a row each would cost more than all the rest.
        (SELECT string_agg(rank::text, ',' ORDER BY rank) FROM waiting_places
          WHERE schedule_id = r.schedule_id AND state = 'waiting') AS ranks
      FROM waiting_rooms r WHERE r.schedule_id = ${scheduleId}`,
  );
  const row = lineRow.optional().parse(rows[0]);
  if (!row) return null;
  return {
    ...{ room: row.room, drawn: row.drawn, capacity: row.capacity, inside: row.inside },
    ...{ perMinute: row.per_minute, admittedPerMinute: row.admitted_per_minute },
    ranks: row.ranks === null ? new Float64Array() : Float64Array.from(row.ranks.split(','), Number),
  };
}
