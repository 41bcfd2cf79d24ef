import { withDatabase } from './sale.mjs';

/** As the map's packed state has them, two bits a seat. */
const shownStatuses = ['available', 'held', 'sold', 'withheld'];

/**
 * Writes the database as it stands at rest to the history, and what each instance shows of it.
 * @param {string} databaseUrl
 * @param {import('./sale.mjs').Sale} sale
 * @param {import('./record.mjs').Recorder} recorder
 * @param {import('./instances.mjs').Instance[]} instances
 * @returns {Promise<{sold: number}>}
 */
export async function noteRest(databaseUrl, { scheduleId, seats: all }, recorder, instances) {
  for (const [instance, { origin }] of instances.entries()) {
    const answer = await fetch(`${origin}/api/v1/schedules/${scheduleId}/state`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    for (const [place, seat] of all.entries()) {
      // The first seat stands in the highest bits.
      const code = ((bytes[place >> 2] ?? 0) >> (6 - 2 * (place % 4))) & 3;
      recorder.write({ is: 'shown', instance, seat, status: shownStatuses[code] });
    }
  }
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
