import type { Buyer } from '@/lib/domain/buyer';
import { isOrganizer } from '@/lib/domain/manages';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { EventName, ScheduleSummary } from '@/lib/domain/sale';
import { readEvents } from '@/lib/postgres/event-store';
import { countSold } from '@/lib/postgres/sales-store';

/** One date of an event, with what is sold. */
export interface ManagedSchedule extends Omit<ScheduleSummary, 'seatsAvailable'> {
  seatsSold: number;
  seatsWithheld: number;
}

/** A page of the events somebody manages. */
export interface ManagedEvents {
  events: (EventName & { schedules: ManagedSchedule[] })[];
  /** Where the list goes on; null at its end. */
  nextCursor: string | null;
  /** The server's clock, ISO 8601. */
  now: string;
}

/**
 * The events a person manages with what is sold of each date: an organizer's own, an operator's all. Those with a show
 * to come by their next show, or `past` ones, the latest first. Refuses NOT_ALLOWED. Throws StoreUnavailable.
 */
export async function listManagedEvents(wish: {
  buyer: Buyer;
  past?: boolean | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}): Promise<Result<ManagedEvents, { code: 'NOT_ALLOWED' }>> {
  const { buyer, past, cursor, limit = 20 } = wish;
  if (!isOrganizer(buyer)) return refused({ code: 'NOT_ALLOWED' });
  const organizerId = buyer.role === 'operator' ? undefined : buyer.userId;
  const found = await readEvents({ organizerId, past, cursor, limit: limit + 1 });
  const page = found.slice(0, limit);
  const counts = await countSold(page.flatMap((event) => event.schedules.map((each) => each.scheduleId)));
  return granted({
    events: page.map(({ order: _, now: __, description: ___, ...event }) => ({
      ...event,
      schedules: event.schedules.map(({ seatCount: _, ...schedule }) => {
        const { sold = 0, withheld = 0 } = counts.get(schedule.scheduleId) ?? {};
        return { ...schedule, seatsSold: sold, seatsWithheld: withheld };
      }),
    })),
    nextCursor: found.length > limit ? (page.at(-1)?.order ?? null) : null,
    now: page[0]?.now ?? new Date().toISOString(),
  });
}
