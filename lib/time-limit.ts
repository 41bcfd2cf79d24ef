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
