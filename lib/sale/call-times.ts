import { metrics } from '@/lib/metrics';

interface CallTime {
  /** performance.now() */
  at: number;
  ms: number;
}

const windowMs = 10_000;
/** A hold storm is judged by its latest calls. */
const mostKept = 5000;
/** Fewer tell of chance alone. */
const fewest = 20;

// On globalThis: the pages' server actions and the HTTP API are two bundles in one process and answer the same people.
const shared = globalThis as typeof globalThis & { rowlockCallTimes?: CallTime[] };
shared.rowlockCallTimes ??= [];
const times = shared.rowlockCallTimes;

/** Notes how long a call of a sale took, or a store that was asked for one. */
export function noteCallTime(ms: number): void {
  times.push({ at: performance.now(), ms });
  if (times.length > 2 * mostKept) times.splice(0, times.length - mostKept);
}

/** Passes work on and notes how long it took, however it ended. */
export async function timingCall<T>(work: Promise<T>): Promise<T> {
  const from = performance.now();
  try {
    return await work;
  } finally {
    noteCallTime(performance.now() - from);
  }
}

/** What 95 of 100 calls of the last seconds took at most, milliseconds; 0 where there were hardly any. */
export function slowestUsualCall(): number {
  const since = performance.now() - windowMs;
  const first = times.findIndex((time) => time.at >= since);
  times.splice(0, first === -1 ? times.length : first);
  const sorted = times.slice(-mostKept).map((time) => time.ms);
  sorted.sort((a, b) => a - b);
  const p95 = sorted.length < fewest ? 0 : (sorted[Math.floor(sorted.length * 0.95)] ?? 0);
  metrics.callP95.set(p95 / 1000);
  return p95;
}
