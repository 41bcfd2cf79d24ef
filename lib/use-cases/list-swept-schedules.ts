import { listSchedulesOnSale, type SweptSchedule } from '@/lib/postgres/schedule-store';

/** The schedules whose ended holds must be freed. Throws StoreUnavailable. */
export function listSweptSchedules(): Promise<SweptSchedule[]> {
  return listSchedulesOnSale();
}
