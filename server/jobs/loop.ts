import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/lib/log';

/**
 * Runs work again and again with a pause in between until the signal stops it. A failure is logged and does not end
 * the loop. Resolves when the last run is over.
 */
export async function loop(
  name: string,
  pauseMs: number,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.error({ error, job: name }, 'a job failed and will run again');
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
