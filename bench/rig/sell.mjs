import { chance } from '../../scripts/stampede/chance.mjs';
import { withDatabase } from '../../scripts/stampede/sale.mjs';

/**
 * Sells a third of a hall, as halls are sold: to parties of 2 to 4 neighbours, anywhere.
 * @param {string} databaseUrl
 * @param {string} scheduleId
 * @param {number} seats
 */
export async function sellAThird(databaseUrl, scheduleId, seats) {
  const draw = chance(1);
  /** @type {number[]} */
  const sold = [];
  for (let place = 0; place < seats - 4; place += 1) {
    // Parties of 3 on average, each after 6 free seats on average.
    if (draw.next() >= 1 / 7) continue;
    const party = draw.below(3) + 2;
    for (let seat = 0; seat < party; seat += 1) sold.push(place + seat);
    place += party - 1;
  }
  await withDatabase(databaseUrl, (db) =>
    db.query(
      `UPDATE seats SET status = 'sold', epoch = 1 WHERE schedule_id = $1 AND place = ANY ($2::int[])`,
      [scheduleId, sold],
    ),
  );
}

/** A booking a seat: so many seats has each show that is over. */
const seatsAShow = 50_000;

/**
 * Fills a database with past shows that were sold out: bookings, their seats, audit and keys, by a quarter as many buyers.
 * @param {string} databaseUrl
 * @param {string} scheduleId what those shows were like
 * @param {number} bookings
 */
export async function fillWithPastBookings(databaseUrl, scheduleId, bookings) {
  const buyers = Math.ceil(bookings / 4);
  const shows = Math.ceil(bookings / seatsAShow);
  await withDatabase(databaseUrl, async (db) => {
    // No trigger and no foreign key is asked: rows that came to be in years are written in a minute.
    await db.query('SET session_replication_role = replica');
    await db.query(
      `INSERT INTO users (id, name, email, updated_at) SELECT 'past-' || n, 'P', 'past-' || n || '@stampede.invalid', now()
       FROM generate_series(0, $1::int - 1) AS n`,
      [buyers],
    );
    await db.query(
      `INSERT INTO schedules SELECT (jsonb_populate_record(s, jsonb_build_object('id', 'past-' || n,
         'starts_at', now() - interval '10 days', 'ends_at', now() - interval '9 days',
         'sales_open_at', now() - interval '60 days', 'sales_close_at', now() - interval '11 days'))).*
       FROM schedules s, generate_series(0, $2::int - 1) AS n WHERE s.id = $1`,
      [scheduleId, shows],
    );
    await db.query(
      `INSERT INTO grades SELECT (jsonb_populate_record(g, jsonb_build_object('schedule_id', 'past-' || n))).*
       FROM grades g, generate_series(0, $2::int - 1) AS n WHERE g.schedule_id = $1`,
      [scheduleId, shows],
    );
    const past = `FROM generate_series(0, $1::int - 1) AS n`;
    const show = `'past-' || (n / ${seatsAShow})`;
    const buyer = `'past-' || (n % ${buyers})`;
    for (const insert of [
      `seats (schedule_id, place, category, status, epoch) SELECT ${show}, n % ${seatsAShow}, 'R', 'sold', 1`,
      `bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency, created_at, confirmed_at)
       SELECT gen_random_uuid(), 'P' || n, ${show}, ${buyer}, 'CONFIRMED', 'none', 154000, 'KRW', now() - interval '30 days', now() - interval '30 days'`,
      `idempotency_keys (buyer_id, operation, key, body_hash, answer) SELECT ${buyer}, 'book', 'past-' || n, md5(n::text), '{}'`,
    ]) {
      await db.query(`INSERT INTO ${insert} ${past}`, [bookings]);
    }
    const made = `FROM bookings WHERE code LIKE 'P%' AND schedule_id LIKE 'past-%'`;
    await db.query(
      `INSERT INTO booking_seats (booking_id, schedule_id, place, grade, price_minor, live)
       SELECT id, schedule_id, substr(code, 2)::int % ${seatsAShow}, 'R', 154000, true ${made}`,
    );
    await db.query(
      `INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason) SELECT id, NULL, 'CONFIRMED', buyer_id, 'booked' ${made}`,
    );
    await db.query('VACUUM (ANALYZE)');
    // Written out now, and not while something is measured.
    await db.query('CHECKPOINT');
  });
}
