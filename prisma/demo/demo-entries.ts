import type { HallStanding } from '@/lib/domain/hall';
import type { Prisma } from '../generated/client';
import { insertAudience, newCode } from './demo-bookings';

/** What is sold of a schedule's standing areas when the demo starts. */
interface DemoEntries {
  scheduleId: string;
  standing: readonly HallStanding[];
  /** Share of the places, 0–1. */
  sold: number;
  /** Won, by category. */
  prices: Record<string, number>;
}

/** Bookings were made in [from, to), most of them early. */
interface Between {
  from: Date;
  to: Date;
  random: () => number;
}

/** Writes bookings of standing areas with all that belongs to them: entry numbers in the order of the bookings. */
export async function insertDemoEntries(
  db: Prisma.TransactionClient,
  { scheduleId, standing, sold, prices }: DemoEntries,
  between: Between,
): Promise<void> {
  for (const [area, { category, capacity }] of standing.entries()) {
    const parties = partiesOf(Math.floor(capacity * sold), between);
    if (parties.length === 0) continue;
    const bookings = parties.map((party, index) => ({
      ...{ id: crypto.randomUUID(), code: newCode(), buyerId: `audience-${scheduleId}-${area}-${index}` },
      ...{ ...party, total: party.places * (prices[category] ?? 0) },
    }));
    await insertAudience(db, bookings, between.random);
    await db.$executeRaw`
      WITH made AS (
        SELECT b.* FROM jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb)
          AS b(id text, code text, "buyerId" text, at timestamptz, places integer, total integer, first integer)
      ), booked AS (
        INSERT INTO bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency, created_at, confirmed_at)
        SELECT id, code, ${scheduleId}, "buyerId", 'CONFIRMED', 'none', total, 'KRW', at, at FROM made
      ), audited AS (
        INSERT INTO booking_audit (booking_id, "to", actor_id, reason, at)
        SELECT id, 'CONFIRMED', "buyerId", 'booked', at FROM made
      )
      INSERT INTO booking_areas (booking_id, schedule_id, area, nth, entry_number, grade, price_minor, live)
      SELECT made.id, ${scheduleId}, ${area}::integer, nth, made.first + nth - 1, g.name, g.price_minor, true
      FROM made, generate_series(1, made.places) AS nth, grades g
      WHERE g.schedule_id = ${scheduleId} AND g.category = ${category}`;
    await db.$executeRaw`
      UPDATE standing_areas SET live = taken, next_entry = taken + 1, epoch = 1
      FROM (SELECT count(*)::integer AS taken FROM booking_areas
        WHERE schedule_id = ${scheduleId} AND area = ${area}::integer) AS counted
      WHERE schedule_id = ${scheduleId} AND area = ${area}::integer`;
  }
  await db.$executeRaw`SELECT tell_areas(${scheduleId}, ARRAY(SELECT area FROM standing_areas WHERE schedule_id = ${scheduleId}))`;
}

/** So many places in parties of one to four, in the order in which they booked; `first` is the first one's number. */
function partiesOf(places: number, { from, to, random }: Between) {
  const sizes: number[] = [];
  for (let missing = places; missing > 0; missing -= sizes.at(-1) ?? 1) {
    sizes.push(Math.min(missing, 1 + Math.floor(random() * 4)));
  }
  const ats = sizes.map(() => from.getTime() + (to.getTime() - from.getTime()) * random() ** 3);
  ats.sort((one, other) => one - other);
  let first = 1;
  return sizes.map((size, index) => {
    const party = { places: size, first, at: new Date(ats[index] ?? from).toISOString() };
    first += size;
    return party;
  });
}
