'use client';

import { createContext } from 'react';
import { useByServerTime } from '@/components/time/server-clock';
import type { SaleStatus, ScheduleDetail } from '@/lib/domain/sale';

/** Where the sale stands, in the server's time: the map unlocks by itself at the opening. The server decides all the same. */
export function useSalePhase(schedule: ScheduleDetail): SaleStatus {
  return useByServerTime(schedule.now, (seconds) => {
    if (schedule.cancelled) return 'cancelled';
    if (seconds < Date.parse(schedule.salesOpenAt) / 1000) return 'not_open';
    return seconds < Date.parse(schedule.salesCloseAt) / 1000 ? 'open' : 'closed';
  });
}

/** The same, for the words on a seat: what is free is not to be had before the sale opens and after it closes. */
export const SalePhase = createContext<SaleStatus>('open');
