import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { granted, type Result, refused } from '@/lib/domain/result';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { rateLimitStore } from '@/lib/redis/rate-limit-store';

/**
 * `points` requests in `duration` seconds. Generous: a mobile network puts many people behind one address. Those of a
 * schedule are a fuse: what one sale is asked beyond them would keep all the others from being answered.
 */
const limits = {
  /** Everything an address asks; counted by each process for itself, to cost nothing. */
  any: { points: 6000, duration: 60, shared: false },
  /** Per address and email together: guessing one password. */
  sign_in: { points: 10, duration: 60, shared: true },
  /** Per address: guessing many people's passwords. */
  sign_in_any: { points: 200, duration: 60, shared: true },
  sign_up: { points: 200, duration: 600, shared: true },
  /** Per address: asking for a mail to whatever account; each account gets five of a kind an hour at most. */
  mail: { points: 20, duration: 600, shared: true },
  /** Per address: following a mailed link. */
  mailed_link: { points: 60, duration: 600, shared: true },
  /** Per account: change password, delete account, API keys. */
  account: { points: 20, duration: 60, shared: true },
  /** Per account. */
  hold: { points: 60, duration: 10, shared: true },
  hold_address: { points: 1500, duration: 10, shared: true },
  hold_schedule: { points: 200_000, duration: 10, shared: true },
  /** Per account: looking where one stands in a waiting room; a page does so each half minute, or watches. */
  place: { points: 120, duration: 60, shared: true },
  /** Per account: booking and cancelling. */
  booking: { points: 60, duration: 60, shared: true },
  booking_address: { points: 3000, duration: 60, shared: true },
  booking_schedule: { points: 120_000, duration: 60, shared: true },
  /** Per account: joining a waiting room or a standby line, and leaving it. */
  join: { points: 20, duration: 60, shared: true },
  join_address: { points: 3000, duration: 60, shared: true },
  join_schedule: { points: 600_000, duration: 60, shared: true },
  /** Per account: one scanner at a busy door, and the refreshing of its list. */
  check_in: { points: 300, duration: 60, shared: true },
} as const;

export type RateLimit = keyof typeof limits;

/** What is limited per account, and beside it per address and per schedule. */
const beside: Partial<Record<RateLimit, { address: RateLimit; schedule: RateLimit }>> = {
  hold: { address: 'hold_address', schedule: 'hold_schedule' },
  booking: { address: 'booking_address', schedule: 'booking_schedule' },
  join: { address: 'join_address', schedule: 'join_schedule' },
};

type TooMany = { code: 'TOO_MANY_REQUESTS'; retryAfterSeconds: number };
type Limiter = RateLimiterMemory | RateLimiterRedis;

const limiters = new Map<RateLimit, Limiter>();
let saidOff = false;

function limiterOf(name: RateLimit): Limiter {
  const known = limiters.get(name);
  if (known) return known;
  const { points, duration, shared } = limits[name];
  const own = { points, duration, keyPrefix: `rate:${name}` };
  const limiter = shared
    ? new RateLimiterRedis({
        ...own,
        storeClient: rateLimitStore,
        useRedisPackage: true,
        // Once over, further requests cost Redis nothing.
        inMemoryBlockOnConsumed: points + 1,
        // Redis away: each process counts for itself.
        insuranceLimiter: new RateLimiterMemory(own),
      })
    : new RateLimiterMemory(own);
  limiters.set(name, limiter);
  return limiter;
}

/**
 * Counts a request against a limit, per key (an address, an account). Refuses TOO_MANY_REQUESTS.
 * RATE_LIMITS=off lets everything pass, for load tests, and says so in the log once.
 */
export async function withinRateLimit(name: RateLimit, key: string): Promise<Result<null, TooMany>> {
  if (env().RATE_LIMITS === 'off') {
    if (!saidOff) log.warn('RATE_LIMITS=off: nothing limits how often anybody may ask');
    saidOff = true;
    return granted(null);
  }
  try {
    await limiterOf(name).consume(key);
    return granted(null);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    return refused({ code: 'TOO_MANY_REQUESTS', retryAfterSeconds });
  }
}

/**
 * Counts a buyer's request per account, and where the limit has them, per address and per schedule; all at once, in one
 * round trip. Refuses TOO_MANY_REQUESTS.
 */
export async function withinBuyerLimits(
  name: RateLimit,
  by: { userId: string; address: string; scheduleId?: string | undefined },
): Promise<Result<null, TooMany>> {
  const also = beside[name];
  const counted = await Promise.all([
    withinRateLimit(name, by.userId),
    ...(also ? [withinRateLimit(also.address, by.address)] : []),
    ...(also && by.scheduleId !== undefined ? [withinRateLimit(also.schedule, by.scheduleId)] : []),
  ]);
  return counted.find((each) => !each.ok) ?? granted(null);
}
