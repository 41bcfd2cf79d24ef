import { z } from 'zod';
import { log } from '@/lib/log';
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

/**
 * The oldest rows waiting. Several instances may read the same ones: applying twice is harmless. A row that cannot be
 * understood is logged and left where it is: it must not keep the others waiting.
 */
export async function readOutbox(limit: number): Promise<OutboxRow[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT id, schedule_id, payload FROM outbox WHERE kind = 'seat_base' ORDER BY id LIMIT ${limit}`,
  );
  return rows.flatMap((json) => {
    const row = outboxRow.safeParse(json);
    if (row.success) {
      return { id: row.data.id, scheduleId: row.data.schedule_id, seats: row.data.payload.seats };
    }
    log.error({ error: row.error }, 'an outbox row cannot be understood');
    return [];
  });
}

/** Takes applied rows out. */
export async function deleteOutboxRows(ids: readonly bigint[]): Promise<void> {
  await ask(() => prisma().$executeRaw`DELETE FROM outbox WHERE id = ANY (${ids as bigint[]}::bigint[])`);
}
