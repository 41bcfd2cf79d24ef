import { offerStandby } from '@/lib/use-cases/offer-standby';
import { loop } from './loop';

const serveEveryMs = 500;

/** Offers seats that came free to the people who stand by for them, twice a second. */
export function runStandby(signal: AbortSignal): Promise<void> {
  return loop('standby', serveEveryMs, signal, async () => {
    await offerStandby();
  });
}
