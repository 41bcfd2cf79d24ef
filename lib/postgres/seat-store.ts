import { z } from 'zod';
import { ask, transact } from './ask';
import { prisma } from './client';

const seatBase = z.object({
  place: z.number(),
  status: z.enum(['available', 'claimed', 'sold', 'withheld']),
  epoch: z.number(),
});

/** PostgreSQL's word on a seat. */
export type StoredSeat = z.infer<typeof seatBase>;

/** [[place, status, epoch], …], the form of functions and outbox. */
export const seatTriples = z
  .array(z.tuple([seatBase.shape.place, seatBase.shape.status, seatBase.shape.epoch]))
  .transform((triples) => triples.map(([place, status, epoch]) => ({ place, status, epoch })));

/** Every seat of a schedule that ever changed; the others are available at epoch 0. Throws StoreUnavailable. */
export async function readChangedSeats(scheduleId: string): Promise<StoredSeat[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT place, status::text AS status, epoch FROM seats WHERE schedule_id = ${scheduleId} AND epoch > 0`,
  );
  return z.array(seatBase).parse(rows);
}

/** The seats of a schedule that are not available, for a map without Redis. Throws StoreUnavailable. */
export async function readTakenSeats(scheduleId: string): Promise<StoredSeat[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT place, status::text AS status, epoch FROM seats
      WHERE schedule_id = ${scheduleId} AND status <> 'available'`,
  );
  return z.array(seatBase).parse(rows);
}

const withheldAnswer = z.union([
  z.object({ changed: seatTriples }),
  z.object({
    refusal: z.enum(['SEATS_TAKEN', 'SEAT_NOT_WITHHELD']),
    seats: z.array(z.tuple([z.number(), z.string().nullable()])),
  }),
]);

/** What became of a wish to withhold seats or to put them back. */
export type WithheldAnswer = z.infer<typeof withheldAnswer>;

/** Withholds seats from the sale or puts withheld ones back, all or none. Throws StoreUnavailable. */
export async function setWithheld(
  scheduleId: string,
  places: number[],
  withheld: boolean,
): Promise<WithheldAnswer> {
  const [, judged] = await transact(() =>
    prisma().$transaction([
      prisma()
        .$queryRaw`SELECT place FROM seats WHERE schedule_id = ${scheduleId} AND place = ANY (${places}::int[])
        ORDER BY place FOR UPDATE`,
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT set_withheld(${scheduleId}, ${places}::int[], ${withheld}) AS said`,
    ]),
  );
  return withheldAnswer.parse(judged[0]?.said);
}

/** How many seats of each schedule are not available; schedules without any are left out. Throws StoreUnavailable. */
export async function countTakenSeats(scheduleIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await ask(
    () => prisma().$queryRaw<{ id: string; taken: number }[]>`
      SELECT schedule_id AS id, count(*)::int AS taken FROM seats
      WHERE schedule_id = ANY (${scheduleIds as string[]}) AND status <> 'available' GROUP BY schedule_id`,
  );
  return new Map(rows.map((row) => [row.id, row.taken]));
}
