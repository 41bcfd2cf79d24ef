import type { EventSummary } from '@/lib/domain/sale';
import { readEvents } from '@/lib/postgres/event-store';
import { seatsLeft } from '@/lib/sale/seats-left';

/** A page of the programme. */
export interface EventList {
  events: EventSummary[];
  /** Where the list goes on; null at its end. */
  nextCursor: string | null;
  /** The server's clock, ISO 8601. */
  now: string;
}

/** Events with a show to come, by their next show, with the seats that are left. Throws StoreUnavailable. */
export async function listEvents(
  query: {
    q?: string | undefined;
    from?: Date | undefined;
    to?: Date | undefined;
    cursor?: string | undefined;
    limit?: number | undefined;
  } = {},
): Promise<EventList> {
  const limit = query.limit ?? 50;
  const found = await readEvents({ ...query, limit: limit + 1 });
  const page = found.slice(0, limit);
  const schedules = page.flatMap((event) => event.schedules);
  const left = await seatsLeft(schedules);
  return {
    events: page.map(({ order: _, now: __, description: ___, ...event }) => ({
      ...event,
      schedules: event.schedules.map(({ seatCount: _, ...schedule }) => ({
        ...schedule,
        seatsAvailable: left.get(schedule.scheduleId) ?? 0,
      })),
    })),
    nextCursor: found.length > limit ? (page.at(-1)?.order ?? null) : null,
    now: page[0]?.now ?? new Date().toISOString(),
  };
}
