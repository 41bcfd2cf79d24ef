import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import type { RedisClient } from './new-client';
import { RedisLink } from './redis-link';

// On globalThis: the HTTP server and the pages are two bundles in one process and share one connection.
const shared = globalThis as typeof globalThis & { rowlockRedis?: RedisLink };

function link(): RedisLink {
  shared.rowlockRedis ??= new RedisLink();
  return shared.rowlockRedis;
}

/** Runs a call on the shared connection. Throws StoreUnavailable, within half a second, when Redis is away. */
export function withinRedisBudget<T>(work: (client: RedisClient) => Promise<T>): Promise<T> {
  return link().call(work);
}

/** What counts as a stumble of Redis, for work that has time to wait for its end. */
export interface Patience {
  /** It is over before Redis has been away for this long, ms. */
  absenceMs: number;
  /** How often it is tried in all. */
  tries: number;
}

/**
 * Runs a step again where Redis stumbled in it: the step must be one that may be done twice. Throws StoreUnavailable
 * where Redis stays away, or stumbles each time; what else the step throws.
 */
export async function acrossStumbles<T>({ absenceMs, tries }: Patience, step: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await step();
    } catch (error) {
      const isAway = isStoreUnavailable(error) && error.store === 'redis';
      if (!isAway || tried >= tries || !(await link().returns(absenceMs))) throw error;
    }
  }
}

/**
 * Sends what nobody waits for, if the connection stands: a server that only stumbles hears it afterwards, and before
 * anything that is sent later. Never fails.
 */
export function tellRedis(work: (client: RedisClient) => Promise<unknown>): void {
  link().tell(work);
}

/** The run id of the Redis server this process talks to; '' while it is away. */
export function redisRunId(): string {
  return link().runId;
}

/** Waits, for a while, until Redis answers: for the start of the process. */
export async function connectRedis(waitMs: number): Promise<boolean> {
  const until = Date.now() + waitMs;
  while (redisRunId() === '' && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return redisRunId() !== '';
}

/** Closes the shared connection. */
export function closeRedis(): void {
  const open = shared.rowlockRedis;
  delete shared.rowlockRedis;
  open?.close();
}
