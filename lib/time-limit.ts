import { AsyncLocalStorage } from 'node:async_hooks';

const callsSince = new AsyncLocalStorage<number>();

/**
 * Runs a call from its door on: how long it has been under way is known to all that it starts, also to what goes on in the
 * background afterwards.
 */
export function asOneCall<T>(run: () => Promise<T>): Promise<T> {
  return callsSince.run(performance.now(), run);
}

/** How long the call that asks has been under way, milliseconds; 0 outside of any. */
export function callUnderWayMs(): number {
  const since = callsSince.getStore();
  return since === undefined ? 0 : performance.now() - since;
}

/**
 * Waits for work, but not longer than a limit; then throws what `late` makes. After a stall of this process's own event
 * loop, timers run before the answers that lie waiting in the sockets: those are read first, so that a busy process
 * does not take its stores for dead. The work's own later failure is not told again.
 */
export async function withinLimit<T>(limitMs: number, work: Promise<T>, late: () => Error): Promise<T> {
  let settled = false;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const afterReading = (rounds: number) => {
      if (settled) return;
      if (rounds === 0) reject(late());
      else setImmediate(afterReading, rounds - 1);
    };
    timer = setTimeout(() => setImmediate(afterReading, 2), limitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    settled = true;
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
