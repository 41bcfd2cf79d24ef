import { countByGrade, type GradeCount } from '@/lib/domain/grade-counts';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { EventSummary, SaleRules, Text } from '@/lib/domain/sale';
import { countAvailable } from '@/lib/domain/seat';
import { readEvents } from '@/lib/postgres/event-store';
import { readHall } from '@/lib/postgres/plan-store';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { readBestState } from '@/lib/sale/seat-state';

/** An event with its story, and for each date what is left by grade and the rules of the sale. */
export interface EventDetail extends EventSummary {
  description: Text;
  sales: Record<string, { grades: GradeCount[]; rules: SaleRules }>;
  /** The server's clock, ISO 8601. */
  now: string;
}

/** One event by id or slug, past ones too. Throws StoreUnavailable. */
export async function viewEvent(wish: {
  idOrSlug: string;
}): Promise<Result<EventDetail, { code: 'EVENT_NOT_FOUND' }>> {
  const [event] = await readEvents({ idOrSlug: wish.idOrSlug, limit: 1 });
  if (!event) return refused({ code: 'EVENT_NOT_FOUND' });
  const sales: EventDetail['sales'] = {};
  const schedules = await Promise.all(
    event.schedules.map(async (stored) => {
      const { seatCount, ...summary } = stored;
      const { scheduleId } = summary;
      const [schedule, state] = await Promise.all([
        readSchedule(scheduleId),
        readBestState(scheduleId, seatCount),
      ]);
      const ready = schedule && (await readHall(schedule.planId));
      if (schedule && ready) {
        const grades = countByGrade(schedule.grades, ready.hall, state);
        sales[scheduleId] = { grades, rules: schedule.rules };
      }
      const standing = state.areas.reduce((sum, free) => sum + free, 0);
      return { ...summary, seatsAvailable: countAvailable(state.bytes, seatCount) + standing };
    }),
  );
  const { order: _, ...detail } = event;
  return granted({ ...detail, schedules, sales });
}
