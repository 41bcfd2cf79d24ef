import { tickWaitingRooms } from '@/lib/use-cases/tick-waiting-rooms';
import { loop } from './loop';

const tickEveryMs = 500;

/** Runs the clocks of the waiting rooms: draws the early ones' order, ends admissions, admits the next. */
export function runWaitingRoomClock(signal: AbortSignal): Promise<void> {
  return loop('waiting-room-clock', tickEveryMs, signal, async () => {
    await tickWaitingRooms();
  });
}
