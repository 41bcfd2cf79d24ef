import { z } from 'zod';
import type { EventName, ScheduleSummary, Text } from '@/lib/domain/sale';
import { ask } from './ask';
import { prisma } from './client';
import { saleStatusAt, showCancelledColumn } from './schedule-store';

const text = z.object({ ko: z.string(), en: z.string() });

const eventRow = z.object({
  eventId: z.string(),
  slug: z.string(),
  poster: z.string(),
  title: text,
  artist: text,
  description: text,
  order: z.string(),
  now: z.date(),
  schedules: z.array(
    z.object({
      scheduleId: z.string(),
      venue: z.object({ name: text, city: text, timeZone: z.string() }),
      startsAt: z.coerce.date(),
      endsAt: z.coerce.date(),
      salesOpenAt: z.coerce.date(),
      salesCloseAt: z.coerce.date(),
      cancelled: showCancelledColumn,
      seatCount: z.number(),
      seatsTotal: z.number(),
      currency: z.string(),
      minPrice: z.number(),
      maxPrice: z.number(),
    }),
  ),
});

/** An event with its dates; how many seats are left is the live maps' to say. */
export interface StoredEvent extends EventName {
  description: Text;
  schedules: (Omit<ScheduleSummary, 'seatsAvailable'> & { seatCount: number })[];
  /** Where a list goes on after this one. */
  order: string;
  now: string;
}

function present(json: unknown): StoredEvent {
  const row = eventRow.parse(json);
  return {
    ...row,
    now: row.now.toISOString(),
    schedules: row.schedules.map(({ currency, ...schedule }) => ({
      ...schedule,
      startsAt: schedule.startsAt.toISOString(),
      endsAt: schedule.endsAt.toISOString(),
      salesOpenAt: schedule.salesOpenAt.toISOString(),
      salesCloseAt: schedule.salesCloseAt.toISOString(),
      saleStatus: saleStatusAt(row.now, schedule),
      minPrice: { amount: schedule.minPrice, currency },
      maxPrice: { amount: schedule.maxPrice, currency },
    })),
  };
}

/** Which events, and where the list goes on. */
export interface EventQuery {
  /** An event's id or slug: only that one. */
  idOrSlug?: string | undefined;
  /** Only this organizer's. */
  organizerId?: string | undefined;
  /** Those whose shows are all over, the latest first, instead of those with a show to come. */
  past?: boolean | undefined;
  /** Words in title, artist or description of either language. */
  q?: string | undefined;
  /** Shows that start in [from, to). */
  from?: Date | undefined;
  to?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}

/**
 * Events that have a show to come (or the one asked for, or past ones), by their next show. Throws StoreUnavailable.
 * The order key is the next show's start and the event's id, so a list can go on after any of its entries; for past
 * ones it is the time since some far day, so that the latest come first.
 */
export async function readEvents(query: EventQuery): Promise<StoredEvent[]> {
  const words = query.q ? `%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const { idOrSlug = null, from = null, to = null, cursor = null, limit } = query;
  const { organizerId = null, past = false } = query;
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      WITH dated AS (
        SELECT e.*, CASE WHEN ${past}
            THEN CASE WHEN max(s.ends_at) <= clock_timestamp()
              THEN lpad((9999999999 - extract(epoch FROM max(s.ends_at))::bigint)::text, 14, '0') END
            ELSE to_char(min(s.starts_at) FILTER (WHERE s.ends_at > clock_timestamp()) AT TIME ZONE 'UTC',
              'YYYYMMDDHH24MISS') END || '.' || e.id AS "order"
        FROM events e JOIN schedules s ON s.event_id = e.id
        WHERE (${idOrSlug}::text IS NULL OR e.id = ${idOrSlug} OR e.slug = ${idOrSlug})
          AND (${organizerId}::text IS NULL OR e.organizer_id = ${organizerId})
          AND (${words}::text IS NULL OR concat_ws(' ', e.title_ko, e.title_en, e.artist_ko, e.artist_en,
            e.description_ko, e.description_en) ILIKE ${words})
          AND (${from}::timestamptz IS NULL OR s.starts_at >= ${from})
          AND (${to}::timestamptz IS NULL OR s.starts_at < ${to})
        GROUP BY e.id
      ), wanted AS (
        SELECT * FROM dated
        WHERE (${idOrSlug}::text IS NOT NULL OR "order" IS NOT NULL)
          AND (${cursor}::text IS NULL OR "order" > ${cursor})
        ORDER BY "order" LIMIT ${limit}
      )
      SELECT w.id AS "eventId", w.slug, w.poster,
        jsonb_build_object('ko', w.title_ko, 'en', w.title_en) AS title,
        jsonb_build_object('ko', w.artist_ko, 'en', w.artist_en) AS artist,
        jsonb_build_object('ko', w.description_ko, 'en', w.description_en) AS description,
        coalesce(w."order", '') AS "order", clock_timestamp() AS now,
        (SELECT jsonb_agg(jsonb_build_object('scheduleId', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
            'salesOpenAt', s.sales_open_at, 'salesCloseAt', s.sales_close_at, 'currency', s.currency,
            'cancelled', CASE WHEN s.cancelled_at IS NOT NULL
              THEN jsonb_build_object('at', s.cancelled_at, 'reason', s.cancelled_reason) END,
            'seatCount', p.seat_count, 'seatsTotal', p.seat_count + coalesce((SELECT sum(a.capacity)
              FROM standing_areas a WHERE a.schedule_id = s.id), 0), 'minPrice', g.cheapest, 'maxPrice', g.dearest,
            'venue', jsonb_build_object('timeZone', v.time_zone,
              'name', jsonb_build_object('ko', v.name_ko, 'en', v.name_en),
              'city', jsonb_build_object('ko', v.city_ko, 'en', v.city_en))) ORDER BY s.starts_at)
          FROM schedules s JOIN venues v ON v.id = s.venue_id JOIN seating_plans p ON p.id = s.plan_id
            CROSS JOIN LATERAL (SELECT coalesce(min(price_minor), 0) AS cheapest,
              coalesce(max(price_minor), 0) AS dearest FROM grades WHERE schedule_id = s.id) g
          WHERE s.event_id = w.id) AS schedules
      FROM wanted w ORDER BY w."order"`,
  );
  return rows.map(present);
}
