/** The waiting rooms' clock, run by hand. Not used by the product. */
import { tickWaitingRooms } from './tick-waiting-rooms';

/** Ticks at least twice, and until something is so; fails when that takes more than 10 s. */
export async function tickUntil(isSo: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000;
  await tickWaitingRooms();
  do {
    await tickWaitingRooms();
    if (await isSo()) return;
  } while (Date.now() < until);
  throw new Error('The clock did not bring it about.');
}
