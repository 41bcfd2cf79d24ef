import { z } from 'zod';
import { ask } from './ask';
import { prisma } from './client';

/** What a schedule has sold, as PostgreSQL knows it: nothing of holds. */
export interface SeatsSold {
  sold: number;
  /** Kept back by the organizer. */
  withheld: number;
}

/**
 * How many seats and places of standing areas of each schedule are sold, and how many seats withheld; schedules without
 * any are left out. Throws StoreUnavailable.
 */
export async function countSold(scheduleIds: readonly string[]): Promise<Map<string, SeatsSold>> {
  const rows = await ask(
    () => prisma().$queryRaw<({ id: string } & SeatsSold)[]>`
      SELECT id, sum(sold)::int AS sold, sum(withheld)::int AS withheld
      FROM (SELECT schedule_id AS id, count(*) FILTER (WHERE status = 'sold') AS sold,
            count(*) FILTER (WHERE status = 'withheld') AS withheld
          FROM seats WHERE schedule_id = ANY (${scheduleIds as string[]}) AND status <> 'available'
          GROUP BY schedule_id
        UNION ALL SELECT schedule_id, live, 0
          FROM standing_areas WHERE schedule_id = ANY (${scheduleIds as string[]}) AND live > 0) AS counted
      GROUP BY id`,
  );
  return new Map(rows.map(({ id, ...count }) => [id, count]));
}

const gradeRow = z.object({ grade: z.string(), seats: z.number(), amount: z.coerce.number() });

/** A grade's confirmed seats and places and what was asked for them, in minor units. */
export type GradeSales = z.infer<typeof gradeRow>;

/** What a schedule's confirmed bookings are worth, by the grade's name. Throws StoreUnavailable. */
export async function readSalesByGrade(scheduleId: string): Promise<GradeSales[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT s.grade, count(*)::int AS seats, sum(s.price_minor)::text AS amount
      FROM (SELECT booking_id, grade, price_minor FROM booking_seats WHERE schedule_id = ${scheduleId} AND live
        UNION ALL SELECT booking_id, grade, price_minor FROM booking_areas
          WHERE schedule_id = ${scheduleId} AND live) AS s JOIN bookings b ON b.id = s.booking_id
      WHERE b.status = 'CONFIRMED'
      GROUP BY s.grade ORDER BY s.grade`,
  );
  return z.array(gradeRow).parse(rows);
}
