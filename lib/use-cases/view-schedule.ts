import { granted, type Result, refused } from '@/lib/domain/result';
import type { ScheduleDetail } from '@/lib/domain/sale';
import type { ScheduleArea } from '@/lib/domain/standing-area';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { liveMap } from '@/lib/sale/live-maps';
import { offeredMethods } from '@/lib/sale/offered-methods';

/** A schedule with what is left of its standing areas. */
export interface ScheduleView extends ScheduleDetail {
  areas: (ScheduleArea & { available: number })[];
}

/**
 * A schedule with its event, venue, grades, standing areas and rules; of the payment methods those that can be used.
 * Throws StoreUnavailable.
 */
export async function viewSchedule(wish: {
  scheduleId: string;
}): Promise<Result<ScheduleView, { code: 'SCHEDULE_NOT_FOUND' }>> {
  const schedule = await readSchedule(wish.scheduleId);
  if (!schedule) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const { organizerId: _, ...detail } = schedule;
  const live = detail.areas.length > 0 ? await liveMap(wish.scheduleId) : null;
  const free = live?.map.state().areas ?? [];
  const areas = detail.areas.map((area) => ({ ...area, available: free[area.area] ?? 0 }));
  const rules = { ...detail.rules, paymentMethods: offeredMethods(detail.rules.paymentMethods) };
  return granted({ ...detail, areas, rules });
}
