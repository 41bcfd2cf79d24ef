import { z } from 'zod';
import { ask } from './ask';
import { prisma } from './client';

const storedArea = z.object({ area: z.number(), capacity: z.number(), live: z.number(), epoch: z.number() });

/** PostgreSQL's word on a standing area: its capacity, the places in live bookings, and the epoch of both. */
export type StoredArea = z.infer<typeof storedArea>;

/** [[area, capacity, live, epoch], …], the form of functions and outbox. */
export const areaTuples = z
  .array(z.tuple([z.number(), z.number(), z.number(), z.number()]))
  .transform((tuples) => tuples.map(([area, capacity, live, epoch]) => ({ area, capacity, live, epoch })));

/** The standing areas of a schedule in plan order. Throws StoreUnavailable. */
export async function readStoredAreas(scheduleId: string): Promise<StoredArea[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT area, capacity, live, epoch FROM standing_areas WHERE schedule_id = ${scheduleId} ORDER BY area`,
  );
  return z.array(storedArea).parse(rows);
}

/** How many places of each schedule's standing areas are in live bookings; schedules without are left out. Throws StoreUnavailable. */
export async function countLivePlaces(scheduleIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await ask(
    () => prisma().$queryRaw<{ id: string; live: number }[]>`
      SELECT schedule_id AS id, sum(live)::int AS live FROM standing_areas
      WHERE schedule_id = ANY (${scheduleIds as string[]}) GROUP BY schedule_id`,
  );
  return new Map(rows.map((row) => [row.id, row.live]));
}
