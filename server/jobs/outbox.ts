import { drainOutbox } from '@/lib/use-cases/drain-outbox';
import { loop } from './loop';

const drainEveryMs = 1000;

/** Tells Redis what commits could not tell it themselves; a seat sold is shown sold within seconds, whatever died. */
export function runOutbox(signal: AbortSignal): Promise<void> {
  return loop('outbox', drainEveryMs, signal, async () => {
    while (!signal.aborted && (await drainOutbox()) > 0);
  });
}
