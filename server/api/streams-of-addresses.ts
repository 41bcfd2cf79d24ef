import { granted, type Result, refused } from '@/lib/domain/result';
import { env } from '@/lib/env';

/**
 * Streams that one address may have open in this process. Many people share one, on a mobile network or in a school; but asking
 * often is limited by the minute, while a stream stays for a quarter of an hour, and each costs memory and a socket.
 */
const mostOfAnAddress = 3000;
const retryAfterSeconds = 30;

const open = new Map<string, number>();

/**
 * Counts a stream of an address; answers how to end that, once. Refuses TOO_MANY_REQUESTS; not with RATE_LIMITS=off, for load
 * tests.
 */
export function countStream(
  address: string,
): Result<() => void, { code: 'TOO_MANY_REQUESTS'; retryAfterSeconds: number }> {
  const before = open.get(address) ?? 0;
  if (before >= mostOfAnAddress && env().RATE_LIMITS !== 'off') {
    return refused({ code: 'TOO_MANY_REQUESTS', retryAfterSeconds });
  }
  open.set(address, before + 1);
  let ended = false;
  return granted(() => {
    if (ended) return;
    ended = true;
    const left = (open.get(address) ?? 1) - 1;
    if (left > 0) open.set(address, left);
    else open.delete(address);
  });
}
