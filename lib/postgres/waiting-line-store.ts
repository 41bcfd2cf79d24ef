import { z } from 'zod';
import { ask } from './ask';
import { prisma } from './client';
import { type RoomNow, roomNow } from './room-now';

const lineRow = roomNow.extend({
  capacity: z.number(),
  perMinute: z.number(),
  admittedPerMinute: z.number(),
  inside: z.number(),
  admissionSeconds: z.number(),
  ranks: z.string().nullable(),
});

/** A whole line at one moment. */
export interface StoredLine extends RoomNow {
  capacity: number;
  /** The rate that is used now. */
  perMinute: number;
  /** Of late. */
  admittedPerMinute: number;
  inside: number;
  admissionSeconds: number;
  /** Ranks of those that wait, ascending. */
  ranks: Float64Array;
}

/** A schedule's line as it is now; null where it has no waiting room. Throws StoreUnavailable. */
export async function readLine(scheduleId: string): Promise<StoredLine | null> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT r.state::text AS room, r.opens_at AS "opensAt", s.sales_open_at AS "salesOpenAt",
        s.sales_close_at AS "salesCloseAt", r.proof_of_work AS "proofOfWork", r.shuffled_at IS NOT NULL AS drawn,
        statement_timestamp() AS now, r.capacity, r.admissions_per_minute * r.pace AS "perMinute",
        r.admitted_per_minute AS "admittedPerMinute", r.admission_seconds AS "admissionSeconds",
        (SELECT count(*)::int FROM waiting_places WHERE schedule_id = r.schedule_id AND state = 'admitted') AS inside,
        -- As one text: ten thousand numbers a row each would cost more than all the rest.
        (SELECT string_agg(rank::text, ',' ORDER BY rank) FROM waiting_places
          WHERE schedule_id = r.schedule_id AND state = 'waiting') AS ranks
      FROM waiting_rooms r JOIN schedules s ON s.id = r.schedule_id WHERE r.schedule_id = ${scheduleId}`,
  );
  const row = lineRow.optional().parse(rows[0]);
  if (!row) return null;
  const ranks = row.ranks === null ? new Float64Array() : Float64Array.from(row.ranks.split(','), Number);
  return { ...row, ranks };
}
