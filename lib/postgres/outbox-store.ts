import { z } from 'zod';
import { log } from '@/lib/log';
import { areaTuples, type StoredArea } from './area-store';
import { ask } from './ask';
import { prisma } from './client';
import { type StoredSeat, seatTriples } from './seat-store';

/** A row of the outbox: changes of seats or standing areas that Redis may not have heard of yet. */
export interface OutboxRow {
  id: bigint;
  scheduleId: string;
  seats: StoredSeat[];
  areas: StoredArea[];
}

const payloads = z.union([
  z.object({ kind: z.literal('seat_base'), payload: z.object({ seats: seatTriples }) }),
  z.object({ kind: z.literal('area_base'), payload: z.object({ areas: areaTuples }) }),
]);
const outboxRow = z.object({ id: z.bigint(), schedule_id: z.string() }).and(payloads);

/**
 * The oldest rows waiting. Several instances may read the same ones: applying twice is harmless. A row that cannot be
 * understood is logged and left where it is: it must not keep the others waiting.
 */
export async function readOutbox(limit: number): Promise<OutboxRow[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT id, schedule_id, kind, payload FROM outbox WHERE kind IN ('seat_base', 'area_base')
      ORDER BY id LIMIT ${limit}`,
  );
  return rows.flatMap((json) => {
    const row = outboxRow.safeParse(json);
    if (row.success) {
      const { id, schedule_id: scheduleId, payload } = row.data;
      return { id, scheduleId, seats: [], areas: [], ...payload };
    }
    log.error({ error: row.error }, 'an outbox row cannot be understood');
    return [];
  });
}

/** Takes applied rows out. */
export async function deleteOutboxRows(ids: readonly bigint[]): Promise<void> {
  await ask(() => prisma().$executeRaw`DELETE FROM outbox WHERE id = ANY (${ids as bigint[]}::bigint[])`);
}
