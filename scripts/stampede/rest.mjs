import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failure.mjs';
import { waitUntil } from '../processes.mjs';
import { withDatabase } from './sale.mjs';

/** As the map's packed state has them, two bits a seat. */
const shownStatuses = ['available', 'held', 'sold', 'withheld'];
/** By then every unpaid claim has ended, and every refund is paid. What has not is judged. */
const endMilliseconds = 60_000;
/** So long after that the outbox may still have something to tell. */
const toldMilliseconds = 5000;
/** A process that cannot show a map for so many seconds at rest has not come back. */
const mapTries = 10;

/**
 * Writes the database as it stands at rest to the history, what each instance shows of it, and the bank's own books.
 * @param {import('./faults.mjs').World} world
 * @param {import('./sale.mjs').Sale[]} sales
 * @param {import('./record.mjs').Recorder} recorder
 * @returns {Promise<{sold: number}>} seats sold of the first sale
 */
export async function noteRest({ databaseUrl, instances, bank }, sales, recorder) {
  return withDatabase(databaseUrl, async (db) => {
    await waitUntil(async () => (await db.query(notEnded)).rows.length === 0, endMilliseconds);
    await wait(toldMilliseconds);
    for (const sale of sales) await noteShown('shown', sale, recorder, instances);
    for (const [is, query] of Object.entries(queries)) {
      const found = await db.query(query);
      for (const row of found.rows) recorder.write({ is, ...row });
    }
    for (const payment of (await bank?.payments()) ?? []) {
      recorder.write({
        ...{ is: 'payment', booking: payment.reference, state: payment.status },
        ...{ captured: payment.captured_amount, refunded: payment.refunded_amount },
      });
    }
    const sold = await db.query(
      `SELECT count(*)::int AS sold FROM seats WHERE schedule_id = $1 AND status = 'sold'`,
      [sales[0]?.scheduleId],
    );
    return sold.rows[0];
  });
}

/** What still waits for something: a payment, a refund, a notice. The map has its seconds after that. */
const notEnded = `
  SELECT FROM bookings WHERE status IN ('PENDING', 'CAPTURING')
  UNION ALL SELECT FROM payments WHERE settled_at IS NULL
  UNION ALL SELECT FROM refunds WHERE state = 'due'
  UNION ALL SELECT FROM payment_notices WHERE processed_at IS NULL
  LIMIT 1`;

const queries = {
  booking: `SELECT b.id, b.code, b.buyer_id AS buyer, b.status, b.payment_method AS method, b.total_minor AS total,
       coalesce(b.fee_minor, 0) AS kept,
       (SELECT coalesce(json_agg(json_build_object('seat', s.schedule_id || '-' || s.place, 'live', s.live,
          'price', s.price_minor)), '[]') FROM booking_seats s WHERE s.booking_id = b.id) AS seats,
       (SELECT coalesce(json_agg(json_build_array(a."from", a."to") ORDER BY a.id), '[]')
          FROM booking_audit a WHERE a.booking_id = b.id) AS audit
     FROM bookings b`,
  seat: `SELECT schedule_id || '-' || place AS seat, status FROM seats ORDER BY schedule_id, place`,
  key: `SELECT buyer_id AS buyer, operation, key, answer->>'code' AS code FROM idempotency_keys`,
  // Since PostgreSQL last came up from a crash: that begins its books anew.
  deadlocks: `SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()`,
};

/**
 * Writes to the history what each instance shows of a sale now.
 * @param {'lapsed' | 'shown'} is lapsed: every hold has ended, and what is free has not been sold yet
 * @param {import('./sale.mjs').Sale} sale
 * @param {import('./record.mjs').Recorder} recorder
 * @param {import('./instances.mjs').Instance[]} instances
 */
export async function noteShown(is, { scheduleId, seats }, recorder, instances) {
  for (const [instance, { origin }] of instances.entries()) {
    const answer = await stateOf(`${origin}/api/v1/schedules/${scheduleId}/state`);
    const at = recorder.now();
    const bytes = Buffer.from(await answer.arrayBuffer());
    for (const [place, seat] of seats.entries()) {
      // The first seat stands in the highest bits.
      const code = ((bytes[place >> 2] ?? 0) >> (6 - 2 * (place % 4))) & 3;
      recorder.write({ is, instance, seat, status: shownStatuses[code], at });
    }
  }
}

/** What a map answers; asked again where it cannot yet. @param {string} url */
async function stateOf(url) {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return answer;
    if (tries === mapTries) throw new Failure(`${url} answers ${answer?.status ?? 'nothing'}.`);
    await wait(1000);
  }
}
