/** How long calls take while stores fail. Not used by the product. */
import { expect } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';

const tickMs = 10;
let stalledMs = 0;
let tickedAt = performance.now();
setInterval(() => {
  const now = performance.now();
  stalledMs += Math.max(0, now - tickedAt - tickMs);
  tickedAt = now;
}, tickMs).unref();

/**
 * How long a call took and how it ended; what is neither an answer nor an outage is a failure of the test. Time in
 * which a busy machine did not let this process run at all is left out: no budget can be kept in it.
 */
export async function timed<T>(
  call: () => Promise<T>,
): Promise<{ ms: number; answer?: T; outage?: 'redis' | 'postgres' | 'payments' }> {
  const [from, stalledBefore] = [performance.now(), stalledMs];
  const passed = () => performance.now() - from - (stalledMs - stalledBefore);
  try {
    const answer = await call();
    return { ms: passed(), answer };
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
    return { ms: passed(), outage: error.store };
  }
}

/** Waits until a call finds its stores again; fails when that takes more than 5 s. */
export async function expectAnswerSoon(call: () => Promise<unknown>): Promise<void> {
  await expect.poll(async () => (await timed(call)).outage, { timeout: 5000 }).toBeUndefined();
}

/** Told to come back: another request of the same buyer is still under way. */
function isBusy(answer: unknown): boolean {
  const told = answer as { ok?: boolean; refusal?: { code?: string } } | undefined;
  return told?.ok === false && told.refusal?.code === 'BUYER_BUSY';
}

/**
 * Asks until there is an answer, as callers do who are told that the service is away, or to come back: on a machine that
 * is busy enough a race makes some of its callers late. What is asked carries its idempotency key.
 */
export async function untilAnswered<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await call();
      if (!isBusy(answer) || tries === 10) return answer;
    } catch (error) {
      if (!isStoreUnavailable(error) || tries === 10) throw error;
    }
  }
}
