import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { plainHall } from './hall.mjs';

/** A hold lasts so long: short, so that what browsers leave behind comes back within a run. */
const shortHoldSeconds = 8;

/** An unpaid claim keeps its seats so long: some of those who walk away have to be seen to the end. */
const paymentSeconds = 12;

/**
 * A show that is run at.
 * @typedef {object} Sale
 * @property {string} scheduleId
 * @property {string} eventId
 * @property {string[]} seats
 * @property {number} seatLimit
 * @property {boolean} paid
 * @property {string} paymentMethod
 */

/**
 * Puts a show on sale, each name once.
 * @param {string} databaseUrl
 * @param {number | import('./hall.mjs').Hall} where so many seats in rows, or a hall of its own
 * @param {{name?: string, holdSeconds?: number, paid?: boolean}} [how] paid: there is something to pay, and cancelling costs a tenth
 * @returns {Promise<Sale>}
 */
export async function createSale(
  databaseUrl,
  where,
  { name: id = 'stampede', holdSeconds = shortHoldSeconds, paid = false } = {},
) {
  const { plan, categories } = typeof where === 'number' ? plainHall(where) : where;
  const paymentMethod = paid ? 'sandbox' : 'none';
  const cancellation = paid ? costly : free;
  await withDatabase(databaseUrl, async (db) => {
    await db.query(
      `INSERT INTO users (id, name, email, role, updated_at) VALUES ($1, 'O', $1 || '@stampede.invalid', 'organizer', now())`,
      [`organizer-${id}`],
    );
    await db.query(
      `INSERT INTO venues (id, name_ko, name_en, city_ko, city_en, time_zone) VALUES ($1, '홀', 'Hall', '서울', 'Seoul', 'Asia/Seoul')`,
      [id],
    );
    await db.query(
      `INSERT INTO seating_plans (id, venue_id, name, plan, seat_count) VALUES ($1, $1, 'v1', $2, $3)`,
      [id, JSON.stringify(plan), categories.length],
    );
    await db.query(
      `INSERT INTO events (id, slug, organizer_id, title_ko, title_en, artist_ko, artist_en, description_ko, description_en, poster)
       VALUES ($1, $1, 'organizer-' || $1, '쇄도', 'Stampede', '아무개', 'Anybody', '', '', '/posters/none.svg')`,
      [id],
    );
    await db.query(
      `INSERT INTO schedules (id, event_id, venue_id, plan_id, starts_at, ends_at, sales_open_at, sales_close_at, hold_seconds,
         checkout_seconds, hold_cap_seconds, orphan_rule, allow_overlap, cancellation, payment_methods, payment_seconds,
         fair_release_seconds, standby)
       VALUES ($1, $1, $1, $1, now() + interval '40 days', now() + interval '40 days 2 hours', now() - interval '1 hour',
         now() + interval '39 days', $2, 20, 60, 'off', true, $3, ARRAY[$4], $5, 0, false)`,
      [id, holdSeconds, JSON.stringify(cancellation), paymentMethod, paymentSeconds],
    );
    await db.query(
      `INSERT INTO grades (schedule_id, category, name, colour, price_minor, position)
       SELECT $1, category, category, '#4477aa', 154000, turn - 1 FROM unnest($2::text[]) WITH ORDINALITY AS g(category, turn)`,
      [id, [...new Set(categories)]],
    );
    await db.query(
      `INSERT INTO seats (schedule_id, place, category)
       SELECT $1, turn - 1, category FROM unnest($2::text[]) WITH ORDINALITY AS s(category, turn)`,
      [id, categories],
    );
  });
  const seats = categories.map((_, place) => `${id}-${place}`);
  return { scheduleId: id, eventId: id, seats, seatLimit: 4, paid, paymentMethod };
}

const free = {
  ...{ freeDaysAfterBooking: 7, freeThroughDaysBefore: 10, tiers: [], closesDaysBefore: 1, closesAtHour: 17 },
};
const costly = {
  ...{ freeDaysAfterBooking: 0, freeThroughDaysBefore: 366, closesDaysBefore: 1, closesAtHour: 17 },
  tiers: [{ throughDaysBefore: 1, percent: 10 }],
};

/** @typedef {{name: string, userId: string, token: string}} Account */

/**
 * Accounts that are signed in. Written straight into the database: ten thousand passwords would take minutes to hash, and
 * signing in is not what is judged.
 * @param {string} databaseUrl
 * @param {number} count
 * @param {string} prefix
 * @returns {Promise<Account[]>}
 */
export async function createAccounts(databaseUrl, count, prefix) {
  const accounts = Array.from({ length: count }, (_, nth) => {
    const userId = `${prefix}${nth + 1}`;
    return { name: userId, userId, token: randomBytes(24).toString('base64url') };
  });
  await withDatabase(databaseUrl, async (db) => {
    for (let from = 0; from < count; from += 5000) {
      const some = accounts.slice(from, from + 5000);
      const ids = some.map(({ userId }) => userId);
      await db.query(
        `INSERT INTO users (id, name, email, current_session_id, updated_at)
         SELECT id, id, id || '@stampede.invalid', 'session-' || id, now() FROM unnest($1::text[]) AS id`,
        [ids],
      );
      await db.query(
        `INSERT INTO sessions (id, token, user_id, expires_at, updated_at)
         SELECT 'session-' || id, token, id, now() + interval '1 day', now()
         FROM unnest($1::text[], $2::text[]) AS made(id, token)`,
        [ids, some.map(({ token }) => token)],
      );
    }
  });
  return accounts;
}

/**
 * @template T
 * @param {string} databaseUrl
 * @param {(db: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDatabase(databaseUrl, work) {
  const db = new pg.Client(databaseUrl);
  // A connection that breaks says so through the query under way.
  db.on('error', () => undefined);
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end().catch(() => undefined);
  }
}
