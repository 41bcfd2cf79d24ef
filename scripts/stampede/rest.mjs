import { withDatabase } from './sale.mjs';

/**
 * Writes the database as it stands at rest to the history.
 * @param {string} databaseUrl
 * @param {string} scheduleId
 * @param {import('./record.mjs').Recorder} recorder
 * @returns {Promise<{sold: number}>}
 */
export function noteRest(databaseUrl, scheduleId, recorder) {
  return withDatabase(databaseUrl, async (db) => {
    const bookings = await db.query(
      `SELECT b.id, b.code, b.buyer_id AS buyer, b.status, b.total_minor AS total, coalesce(b.fee_minor, 0) AS kept,
         (SELECT coalesce(json_agg(json_build_object('seat', s.schedule_id || '-' || s.place, 'live', s.live,
            'price', s.price_minor)), '[]') FROM booking_seats s WHERE s.booking_id = b.id) AS seats,
         (SELECT coalesce(json_agg(json_build_array(a."from", a."to") ORDER BY a.id), '[]')
            FROM booking_audit a WHERE a.booking_id = b.id) AS audit
       FROM bookings b WHERE b.schedule_id = $1`,
      [scheduleId],
    );
    for (const booking of bookings.rows) recorder.write({ is: 'booking', ...booking });
    const seats = await db.query(`SELECT place, status FROM seats WHERE schedule_id = $1 ORDER BY place`, [
      scheduleId,
    ]);
    for (const { place, status } of seats.rows)
      recorder.write({ is: 'seat', seat: `${scheduleId}-${place}`, status });
    const keys = await db.query(
      `SELECT buyer_id AS buyer, operation, key, answer->>'code' AS code FROM idempotency_keys`,
    );
    for (const key of keys.rows) recorder.write({ is: 'key', ...key });
    return { sold: seats.rows.filter(({ status }) => status === 'sold').length };
  });
}
