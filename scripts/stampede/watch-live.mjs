import { setTimeout as wait } from 'node:timers/promises';

const againMilliseconds = 200;

/**
 * People with the map open: each keeps a live stream, and opens another where it ends.
 * @param {() => string | undefined} origin of a process
 * @param {string} scheduleId
 * @param {number} count
 */
export function watchLive(origin, scheduleId, count) {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** How often each got a stream. @type {number[]} */
  const opened = new Array(count).fill(0);
  const watch = async (/** @type {number} */ nth) => {
    while (!signal.aborted) {
      try {
        const response = await fetch(`${origin()}/api/v1/schedules/${scheduleId}/live`, { signal });
        if (response.ok) opened[nth] = (opened[nth] ?? 0) + 1;
        for await (const _ of response.body ?? []);
      } catch {
        // Its process has ended, or is not there yet.
      }
      await wait(againMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  };
  for (let nth = 0; nth < count; nth += 1) void watch(nth);
  return {
    /** Answers how many had a stream at all, and how many streams were opened anew. */
    stop() {
      stopping.abort();
      const watching = opened.filter((times) => times > 0).length;
      return { watching, reopened: opened.reduce((sum, times) => sum + times, 0) - watching };
    },
  };
}
