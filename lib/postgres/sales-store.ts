import { z } from 'zod';
import { ask } from './ask';
import { prisma } from './client';

/** What a schedule has sold, as PostgreSQL knows it: nothing of holds. */
export interface SeatsSold {
  sold: number;
  /** Kept back by the organizer. */
  withheld: number;
}

/** How many seats of each schedule are sold and withheld; schedules without any are left out. Throws StoreUnavailable. */
export async function countSold(scheduleIds: readonly string[]): Promise<Map<string, SeatsSold>> {
  const rows = await ask(
    () => prisma().$queryRaw<({ id: string } & SeatsSold)[]>`
      SELECT schedule_id AS id, (count(*) FILTER (WHERE status = 'sold'))::int AS sold,
        (count(*) FILTER (WHERE status = 'withheld'))::int AS withheld
      FROM seats WHERE schedule_id = ANY (${scheduleIds as string[]}) AND status <> 'available'
      GROUP BY schedule_id`,
  );
  return new Map(rows.map(({ id, ...count }) => [id, count]));
}

const gradeRow = z.object({ grade: z.string(), seats: z.number(), amount: z.coerce.number() });

/** A grade's confirmed seats and what was asked for them, in minor units. */
export type GradeSales = z.infer<typeof gradeRow>;

/** What a schedule's confirmed bookings are worth, by the grade's name. Throws StoreUnavailable. */
export async function readSalesByGrade(scheduleId: string): Promise<GradeSales[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT s.grade, count(*)::int AS seats, sum(s.price_minor)::text AS amount
      FROM booking_seats s JOIN bookings b ON b.id = s.booking_id
      WHERE s.schedule_id = ${scheduleId} AND s.live AND b.status = 'CONFIRMED'
      GROUP BY s.grade ORDER BY s.grade`,
  );
  return z.array(gradeRow).parse(rows);
}
