import { z } from 'zod';
import { type SaleStatus, type ScheduleDetail, type ShowCancelled, saleRulesSchema } from '@/lib/domain/sale';
import { areaId } from '@/lib/domain/standing-area';
import { ask } from './ask';
import { prisma } from './client';
import { sharedQuery } from './shared-query';

const text = z.object({ ko: z.string(), en: z.string() });

/** A show's cancellation as queries build it; null: it takes place. */
export const showCancelledColumn = z
  .object({ at: z.coerce.date().transform((at) => at.toISOString()), reason: z.string().nullable() })
  .nullable() satisfies z.ZodType<ShowCancelled | null>;

const scheduleRow = z.object({
  scheduleId: z.string(),
  organizerId: z.string(),
  event: z.object({ eventId: z.string(), slug: z.string(), title: text, artist: text, poster: z.string() }),
  venue: z.object({ name: text, city: text, timeZone: z.string() }),
  planId: z.string(),
  seatCount: z.number(),
  startsAt: z.date(),
  endsAt: z.date(),
  salesOpenAt: z.date(),
  salesCloseAt: z.date(),
  currency: z.string(),
  grades: z.array(
    z.object({ category: z.string(), name: z.string(), colour: z.string(), priceMinor: z.number() }),
  ),
  areas: z.array(
    z.object({ area: z.number(), name: z.string(), category: z.string(), capacity: z.number() }),
  ),
  rules: saleRulesSchema,
  cancelled: showCancelledColumn,
  now: z.date(),
});

/** A schedule and who may manage it. */
export interface StoredSchedule extends ScheduleDetail {
  organizerId: string;
}

/** Where a sale stands at an instant. */
export function saleStatusAt(
  now: Date,
  sale: { salesOpenAt: Date; salesCloseAt: Date; cancelled: ShowCancelled | null },
): SaleStatus {
  if (sale.cancelled) return 'cancelled';
  if (now < sale.salesOpenAt) return 'not_open';
  return now < sale.salesCloseAt ? 'open' : 'closed';
}

/** Those that there are; one that cannot be understood is a failure for whom asks for it, and for nobody else. */
async function readSchedules(scheduleIds: readonly string[]): Promise<Map<string, StoredSchedule | Error>> {
  const rows = await ask(
    () => prisma().$queryRaw<{ scheduleId: string }[]>`
      SELECT s.id AS "scheduleId", e.organizer_id AS "organizerId",
        jsonb_build_object('eventId', e.id, 'slug', e.slug, 'poster', e.poster,
          'title', jsonb_build_object('ko', e.title_ko, 'en', e.title_en),
          'artist', jsonb_build_object('ko', e.artist_ko, 'en', e.artist_en)) AS event,
        jsonb_build_object('timeZone', v.time_zone,
          'name', jsonb_build_object('ko', v.name_ko, 'en', v.name_en),
          'city', jsonb_build_object('ko', v.city_ko, 'en', v.city_en)) AS venue,
        p.id AS "planId", p.seat_count AS "seatCount",
        s.starts_at AS "startsAt", s.ends_at AS "endsAt",
        s.sales_open_at AS "salesOpenAt", s.sales_close_at AS "salesCloseAt", s.currency,
        (SELECT jsonb_agg(jsonb_build_object('category', g.category, 'name', g.name, 'colour', g.colour,
            'priceMinor', g.price_minor) ORDER BY g.position)
          FROM grades g WHERE g.schedule_id = s.id) AS grades,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('area', a.area, 'name', a.name, 'category', a.category,
            'capacity', a.capacity) ORDER BY a.area), '[]')
          FROM standing_areas a WHERE a.schedule_id = s.id) AS areas,
        jsonb_build_object('seatLimit', s.seat_limit, 'holdSeconds', s.hold_seconds,
          'checkoutSeconds', s.checkout_seconds, 'holdCapSeconds', s.hold_cap_seconds,
          'orphanRule', s.orphan_rule, 'allowOverlap', s.allow_overlap, 'cancellation', s.cancellation,
          'paymentMethods', s.payment_methods,
          'waitingRoom', (SELECT jsonb_build_object('opensAt', w.opens_at, 'state', w.state,
            'proofOfWork', w.proof_of_work) FROM waiting_rooms w WHERE w.schedule_id = s.id),
          'fairReleaseSeconds', s.fair_release_seconds, 'standby', s.standby,
          'standbyOfferSeconds', s.standby_offer_seconds, 'paymentSeconds', s.payment_seconds) AS rules,
        CASE WHEN s.cancelled_at IS NOT NULL
          THEN jsonb_build_object('at', s.cancelled_at, 'reason', s.cancelled_reason) END AS cancelled,
        clock_timestamp() AS now
      FROM schedules s JOIN events e ON e.id = s.event_id JOIN venues v ON v.id = s.venue_id
        JOIN seating_plans p ON p.id = s.plan_id
      WHERE s.id = ANY (${scheduleIds as string[]})`,
  );
  return new Map(
    rows.map((row) => {
      const { data, error } = scheduleRow.safeParse(row);
      return [row.scheduleId, error ?? present(data)];
    }),
  );
}

function present(row: z.infer<typeof scheduleRow>): StoredSchedule {
  const grades = row.grades.map(({ priceMinor, ...grade }) => ({
    ...grade,
    price: { amount: priceMinor, currency: row.currency },
  }));
  return {
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    salesOpenAt: row.salesOpenAt.toISOString(),
    salesCloseAt: row.salesCloseAt.toISOString(),
    grades,
    areas: row.areas.flatMap((area) => {
      const grade = grades.find(({ category }) => category === area.category);
      if (!grade) return [];
      return { ...area, areaId: areaId(row.scheduleId, area.area), grade: grade.name, price: grade.price };
    }),
    saleStatus: saleStatusAt(row.now, row),
    now: row.now.toISOString(),
  };
}

// Bounded inside as well: a query that never settles must not keep the next one waiting.
const shared = sharedQuery(readSchedules);

/**
 * A schedule with its event, venue, grades and rules, by the database's clock; null when there is none. Requests that
 * arrive together share one query. Throws StoreUnavailable.
 */
export async function readSchedule(scheduleId: string): Promise<StoredSchedule | null> {
  const found = await ask(() => shared(scheduleId));
  if (found instanceof Error) throw found;
  return found ?? null;
}

/** A schedule whose holds need sweeping. */
export interface SweptSchedule {
  scheduleId: string;
  fairReleaseSeconds: number;
}

/** The schedules whose holds need sweeping: on sale now or within the hour, or not long closed. */
export async function listSchedulesOnSale(): Promise<SweptSchedule[]> {
  return ask(
    () => prisma().$queryRaw<SweptSchedule[]>`
      SELECT id AS "scheduleId", fair_release_seconds AS "fairReleaseSeconds" FROM schedules
      WHERE sales_open_at < clock_timestamp() + interval '1 hour'
        AND sales_close_at > clock_timestamp() - interval '1 day'`,
  );
}
