import type { HoldAnswer } from '@/lib/redis/hold-store';
import { onSeatMap } from './on-seat-map';

/** What a hold script says once the schedule's map is there. */
export type HoldSaid = Exclude<HoldAnswer, { outcome: 'NOT_LOADED' }> | { outcome: 'NO_HOLD' };

/** Asks a hold script; builds the schedule's map first where Redis does not have it. Throws StoreUnavailable. */
export async function askHold(scheduleId: string, ask: () => Promise<HoldAnswer>): Promise<HoldSaid> {
  const answer = await onSeatMap(scheduleId, ask, ({ outcome }) => outcome === 'NOT_LOADED');
  return answer as HoldSaid;
}
