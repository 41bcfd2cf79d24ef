import { cache } from 'react';
import { viewSchedule } from '@/lib/use-cases/view-schedule';

/** A schedule, asked for once a request; null when there is none. Throws StoreUnavailable. */
export const scheduleOf = cache(async (scheduleId: string) => {
  const found = await viewSchedule({ scheduleId });
  return found.ok ? found.value : null;
});
