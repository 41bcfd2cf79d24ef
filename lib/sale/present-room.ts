import type { ScheduleDetail } from '@/lib/domain/sale';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import type { WaitingRoomView } from '@/lib/domain/waiting-room';
import { readRoom, readWaiting, type StoredRoom } from '@/lib/postgres/waiting-room-store';
import { readAbsence } from '@/lib/redis/waiting-room-store';

/** How many of those that wait are there; null while Redis, which knows, is away. */
async function countPresent(scheduleId: string, graceSeconds: number): Promise<number | null> {
  try {
    const absence = await readAbsence(scheduleId, await readWaiting(scheduleId));
    return absence.filter((ms) => ms <= graceSeconds * 1000).length;
  } catch (error) {
    if (isStoreUnavailable(error) && error.store === 'redis') return null;
    throw error;
  }
}

function settingsOf(room: StoredRoom): WaitingRoomView['settings'] {
  return {
    opensAt: room.opens_at.toISOString(),
    capacity: room.capacity,
    admissionsPerMinute: room.admissions_per_minute,
    graceSeconds: room.grace_seconds,
    admissionSeconds: room.admission_seconds,
    proofOfWork: room.proof_of_work,
  };
}

/** A schedule's waiting room in numbers; null where it has none. Throws StoreUnavailable. */
export async function presentRoom(schedule: ScheduleDetail): Promise<WaitingRoomView | null> {
  const room = await readRoom(schedule.scheduleId);
  if (!room) return null;
  const { salesOpenAt, salesCloseAt, now } = schedule;
  const { state, inside, waiting, admitted, skipped, left, pace } = room;
  return {
    settings: settingsOf(room),
    ...{ state, salesOpenAt, salesCloseAt, now, inside, waiting, admitted, skipped, left, pace },
    shuffledAt: room.shuffled_at?.toISOString() ?? null,
    present: await countPresent(schedule.scheduleId, room.grace_seconds),
    admittedPerMinute: room.admitted_per_minute,
  };
}
