import { giveBackCancelledShows } from '@/lib/use-cases/give-back-cancelled-shows';
import { loop } from './loop';

const lookEveryMs = 1000;

/** Gives back what cancelled shows still have: every booking in full, every seat blocked. */
export function runCancelledShows(signal: AbortSignal): Promise<void> {
  return loop('cancelled-shows', lookEveryMs, signal, async () => {
    while (!signal.aborted && (await giveBackCancelledShows()));
  });
}
