'use client';

import { useServerSeconds } from '@/components/time/server-clock';
import type { SaleStatus, ScheduleDetail } from '@/lib/domain/sale';

/** Where the sale stands, in the server's time: the map unlocks by itself at the opening. The server decides all the same. */
export function useSalePhase(schedule: ScheduleDetail): SaleStatus {
  const seconds = useServerSeconds(schedule.now);
  if (seconds < Date.parse(schedule.salesOpenAt) / 1000) return 'not_open';
  return seconds < Date.parse(schedule.salesCloseAt) / 1000 ? 'open' : 'closed';
}
