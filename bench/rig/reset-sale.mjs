import { withDatabase } from '../../scripts/stampede/sale.mjs';

/**
 * A show as on its first day: nothing booked, nothing held, and no dead rows that would slow the next measure down.
 * @param {Pick<import('./world.mjs').World, 'databaseUrl' | 'redis'>} site
 * @param {string} scheduleId
 */
export async function resetSale({ databaseUrl, redis }, scheduleId) {
  await withDatabase(databaseUrl, async (db) => {
    const its = `(SELECT id FROM bookings WHERE schedule_id = $1)`;
    for (const table of ['booking_audit', 'booking_seats']) {
      await db.query(`DELETE FROM ${table} WHERE booking_id IN ${its}`, [scheduleId]);
    }
    await db.query(`DELETE FROM mails WHERE about_id IN ${its}`, [scheduleId]);
    await db.query(`DELETE FROM idempotency_keys WHERE key LIKE 'book-' || $1 || '-%'`, [scheduleId]);
    for (const table of ['outbox', 'bookings']) {
      await db.query(`DELETE FROM ${table} WHERE schedule_id = $1`, [scheduleId]);
    }
    await db.query(`UPDATE seats SET status = 'available', epoch = 0 WHERE schedule_id = $1 AND epoch > 0`, [
      scheduleId,
    ]);
    await db.query(
      'VACUUM (ANALYZE) seats, bookings, booking_seats, booking_audit, idempotency_keys, mails, outbox, users',
    );
  });
  await redis.flushDb();
}
