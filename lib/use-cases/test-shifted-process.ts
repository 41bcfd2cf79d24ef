/** An instance whose clock is wrong, which does what it is asked. Not used by the product. */
import '@/scripts/shifted-clock.mjs';
import { closePostgres } from '@/lib/postgres/client';
import { closeRedis, connectRedis } from '@/lib/redis/client';
import { closeFairLocks } from '@/lib/redis/fair-lock';
import { untilAnswered } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { joinWaitingRoom } from './join-waiting-room';
import { offerStandby } from './offer-standby';
import { sweepHolds } from './sweep-holds';
import { tickWaitingRooms } from './tick-waiting-rooms';
import { viewStandby } from './view-standby';
import { viewWaitingChallenge } from './view-waiting-challenge';
import { viewWaitingPlace } from './view-waiting-place';

/** What can be asked of it. */
export const verbs = {
  ...{ confirmBooking, holdSeats, joinWaitingRoom, offerStandby, sweepHolds, tickWaitingRooms },
  ...{ viewStandby, viewWaitingChallenge, viewWaitingPlace },
  clock: async () => Date.now(),
};
export type Verbs = typeof verbs;

/** One request. */
export interface Asked {
  id: number;
  verb: keyof Verbs;
  wish: unknown;
}

process.on('message', async (told: Asked | { end: true }) => {
  if ('end' in told) {
    closeFairLocks();
    closeRedis();
    await closePostgres();
    process.exit(0);
  }
  const act = verbs[told.verb] as (wish: unknown) => Promise<unknown>;
  try {
    process.send?.({ id: told.id, said: await untilAnswered(() => act(told.wish)) });
  } catch (error) {
    process.send?.({ id: told.id, failed: String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
if (!(await connectRedis(5000))) throw new Error('Redis does not answer.');
process.send?.({ ready: true });
