import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { env } from '@/lib/env';
import { compareCallTimes } from '@/lib/redis/call-times-store';
import { slowestUsualCall } from './call-times';

/**
 * Whether the service answers slower than its goal, in this process or in any other: measured on the calls of the last
 * seconds, not guessed from how many there are.
 */
export async function isSlow(): Promise<boolean> {
  const mine = slowestUsualCall();
  try {
    return (await compareCallTimes(mine)) > env().LATENCY_GOAL_MS;
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
    return mine > env().LATENCY_GOAL_MS;
  }
}
