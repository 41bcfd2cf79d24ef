/** What must hold of bookings and payments when nothing is under way (docs/decisions/0021). Not used by the product. */
import { prisma } from './client';

/** Each query tells what breaks its rule; none tells anything when all is well. */
const rules = {
  'a seat has one live booking at most': `
    SELECT schedule_id || '-' || place FROM booking_seats WHERE live GROUP BY schedule_id, place HAVING count(*) > 1`,
  'a booking has all its seats and places, or none, but for those that were cancelled': `
    SELECT b.code || ' ' || b.status FROM bookings b
      JOIN (SELECT booking_id, live FROM booking_seats UNION ALL SELECT booking_id, live FROM booking_areas) had
        ON had.booking_id = b.id
    WHERE had.live <> (b.status IN ('PENDING', 'CAPTURING', 'CONFIRMED'))
      AND NOT (b.status = 'CONFIRMED' AND b.refund_minor IS NOT NULL)`,
  'a seat is as its live booking is, and free without one': `
    SELECT s.schedule_id || '-' || s.place || ' ' || s.status FROM seats s
      LEFT JOIN booking_seats bs ON bs.schedule_id = s.schedule_id AND bs.place = s.place AND bs.live
      LEFT JOIN bookings b ON b.id = bs.booking_id
    WHERE s.status::text <> CASE WHEN b.status = 'CONFIRMED' THEN 'sold' WHEN b.id IS NOT NULL THEN 'claimed'
      WHEN s.status = 'withheld' THEN 'withheld' ELSE 'available' END`,
  'a standing area counts its live places': `
    SELECT a.schedule_id || ' ' || a.area FROM standing_areas a
    WHERE a.live > a.capacity OR a.live <> (SELECT count(*) FROM booking_areas ba
      WHERE ba.schedule_id = a.schedule_id AND ba.area = a.area AND ba.live)`,
  'an entry has its number exactly when it was confirmed': `
    SELECT b.code FROM bookings b JOIN booking_areas ba ON ba.booking_id = b.id
    WHERE (ba.entry_number IS NOT NULL) <> (b.confirmed_at IS NOT NULL)`,
  'an idempotency key has one booking, a booking one key': `
    SELECT b.code FROM bookings b WHERE 1 <> (SELECT count(*) FROM idempotency_keys k
      WHERE k.operation = 'book' AND k.buyer_id = b.buyer_id AND k.answer ->> 'bookingId' = b.id)`,
  'each transition has one audit row, and the rows make one way': `
    SELECT b.code FROM bookings b CROSS JOIN LATERAL (
      SELECT array_agg(coalesce(a."from"::text, '') ORDER BY a.id) AS froms, array_agg(a."to"::text ORDER BY a.id) AS tos
      FROM booking_audit a WHERE a.booking_id = b.id) way
    WHERE way.froms IS DISTINCT FROM array_prepend('', way.tos[:cardinality(way.tos) - 1])
      OR way.tos[cardinality(way.tos)] <> b.status::text`,
  'a ticket admits once': `
    SELECT booking_id || ' ' || ticket FROM check_ins WHERE verdict = 'ADMITTED'
    GROUP BY booking_id, ticket HAVING count(*) > 1`,
  'nothing waits for its end': `
    SELECT code || ' ' || status FROM bookings WHERE status IN ('PENDING', 'CAPTURING')
    UNION ALL SELECT booking_id || ' ' || state FROM payments WHERE settled_at IS NULL
    UNION ALL SELECT id || ' ' || state FROM refunds WHERE state <> 'done'
    UNION ALL SELECT notice_id FROM payment_notices WHERE processed_at IS NULL`,
  'what was captured and not given back is what is kept': `
    SELECT b.code || ' ' || b.status FROM bookings b
      LEFT JOIN payments p ON p.booking_id = b.id AND p.state = 'captured'
    WHERE b.payment_method <> 'none' AND coalesce(p.captured_minor - p.refunded_minor, 0) <> CASE
      WHEN b.confirmed_at IS NULL THEN 0
      ELSE b.total_minor - coalesce(b.refund_minor, 0) END`,
};

/** Every breach found, in words; empty when all is well. */
export async function breaches(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(rules).map(async ([rule, query]) => {
      const rows = await prisma().$queryRawUnsafe<Record<string, unknown>[]>(query);
      return rows.map((row) => `${rule}: ${Object.values(row).join(' ')}`);
    }),
  );
  return found.flat();
}
