import { hallFormat } from '@/lib/domain/packed-hall';

/** Where a plan's picture is; it never changes, so browsers keep it for ever. */
export function hallAddress(planId: string): string {
  return `/api/v1/plans/${encodeURIComponent(planId)}/hall/${hallFormat}`;
}

/** Where the packed state of a schedule's seats is, and where its changes go on. */
export function stateAddress(scheduleId: string): string {
  return `/api/v1/schedules/${encodeURIComponent(scheduleId)}/state`;
}

/** Where the changes of a schedule's seats come from, those after a position. */
export function liveAddress(scheduleId: string, position: string): string {
  return `/api/v1/schedules/${encodeURIComponent(scheduleId)}/live?position=${encodeURIComponent(position)}`;
}
