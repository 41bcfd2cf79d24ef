import { crashPoint } from '@/lib/crash-point';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import { deleteOutboxRows, type OutboxRow, readOutbox } from '@/lib/postgres/outbox-store';
import { applySeatBase } from '@/lib/redis/seat-base-store';

const rowsAPass = 500;

/**
 * Tells Redis what PostgreSQL decided and Redis may not have heard, then takes those rows out. Any number of instances
 * may run it: applying twice is harmless. Answers how many rows it told; 0 too when a store is away (they stay).
 */
export async function drainOutbox(): Promise<number> {
  try {
    const rows = await readOutbox(rowsAPass);
    metrics.outboxWaiting.set(rows.length);
    if (rows.length === 0) return 0;
    crashPoint('outbox_read');
    const bySchedule = new Map<string, OutboxRow[]>();
    for (const row of rows) bySchedule.set(row.scheduleId, [...(bySchedule.get(row.scheduleId) ?? []), row]);
    for (const [scheduleId, its] of bySchedule) {
      const base = { seats: its.flatMap((row) => row.seats), areas: its.flatMap((row) => row.areas) };
      await applySeatBase({ scheduleId }, base);
    }
    crashPoint('outbox_told');
    await deleteOutboxRows(rows.map((row) => row.id));
    return rows.length;
  } catch (error) {
    if (isStoreUnavailable(error)) return 0;
    throw error;
  }
}
