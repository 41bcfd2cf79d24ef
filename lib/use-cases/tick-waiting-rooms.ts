import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import {
  type DueRoom,
  listDueRooms,
  readHead,
  type TickSaid,
  tickRoom,
} from '@/lib/postgres/waiting-clock-store';
import { readAbsence } from '@/lib/redis/waiting-room-store';
import { timingCall } from '@/lib/sale/call-times';
import { isSlow } from '@/lib/sale/is-slow';

/** Besides those that can be admitted, so many absent ones at the head are found in one tick. */
const absentATick = 500;

/**
 * Runs the clocks of all waiting rooms once: draws, ends and admits what is due. Any number of instances may run it; a
 * room's row lets one through at a time. Answers false when PostgreSQL is away.
 */
export async function tickWaitingRooms(): Promise<boolean> {
  try {
    const due = await timingCall(listDueRooms());
    const slow = due.length > 0 && (await isSlow());
    for (const room of due) await tickWhileDue(room, slow);
    return true;
  } catch (error) {
    if (isStoreUnavailable(error)) return false;
    throw error;
  }
}

async function tickWhileDue(room: DueRoom, slow: boolean): Promise<void> {
  let said: TickSaid;
  do {
    said = await tick(room, slow);
    if (!('admitted' in said)) return;
    for (const to of ['admitted', 'skipped', 'ended'] as const) metrics.admissions.inc({ to }, said[to]);
    // A head of the line that is all absent keeps nobody behind it waiting for another tick.
  } while (said.skipped > 0 && said.admitted === 0);
}

async function tick({ scheduleId, graceSeconds, most }: DueRoom, slow: boolean): Promise<TickSaid> {
  const nobody = { people: [], present: [], readAt: new Date(0) };
  if (most === 0) return tickRoom(scheduleId, nobody, slow);
  const head = await readHead(scheduleId, most + absentATick);
  const absence = await absenceOf(
    scheduleId,
    head.people.map((person) => person.userId),
  );
  // Nobody is admitted while it cannot be told who is there: without Redis there would be nothing to hold, either.
  if (!absence) return tickRoom(scheduleId, nobody, slow);
  const present = head.people.map(
    (person, i) => Math.min(absence[i] ?? 0, person.joinedMsAgo) <= graceSeconds * 1000,
  );
  return tickRoom(scheduleId, { ...head, present }, slow);
}

async function absenceOf(scheduleId: string, userIds: readonly string[]): Promise<number[] | null> {
  try {
    return await timingCall(readAbsence(scheduleId, userIds));
  } catch (error) {
    if (isStoreUnavailable(error)) return null;
    throw error;
  }
}
