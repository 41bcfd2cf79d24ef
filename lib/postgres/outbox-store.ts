import { z } from 'zod';
import { ask } from './ask';
import { prisma } from './client';
import { type StoredSeat, seatTriples } from './seat-store';

/** A row of the outbox: seat changes that Redis may not have heard of yet. */
export interface OutboxRow {
  id: bigint;
  scheduleId: string;
  seats: StoredSeat[];
}

const outboxRow = z.object({
  id: z.bigint(),
  schedule_id: z.string(),
  payload: z.object({ seats: seatTriples }),
});

/** The oldest rows waiting. Several instances may read the same ones: applying twice is harmless. */
export async function readOutbox(limit: number): Promise<OutboxRow[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT id, schedule_id, payload FROM outbox WHERE kind = 'seat_base' ORDER BY id LIMIT ${limit}`,
  );
  return z
    .array(outboxRow)
    .parse(rows)
    .map((row) => ({ id: row.id, scheduleId: row.schedule_id, seats: row.payload.seats }));
}

/** Takes applied rows out. */
export async function deleteOutboxRows(ids: readonly bigint[]): Promise<void> {
  await ask(() => prisma().$executeRaw`DELETE FROM outbox WHERE id = ANY (${ids as bigint[]}::bigint[])`);
}
