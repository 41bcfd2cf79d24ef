import type { ScheduleDetail } from '@/lib/domain/sale';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import type { WaitingRoomView } from '@/lib/domain/waiting-room';
import { readFirstWaiting, readRoom, type StoredRoom } from '@/lib/postgres/waiting-room-store';
import { readAbsence } from '@/lib/redis/waiting-room-store';

/** So many of a line are asked after; of a longer one the rest is taken to be like them. */
const askedAfter = 5000;

/** How many of those that wait are there; null while Redis, which knows, is away. */
async function countPresent(scheduleId: string, room: StoredRoom): Promise<number | null> {
  try {
    const first = await readFirstWaiting(scheduleId, askedAfter);
    const absence = await readAbsence(scheduleId, first);
    const present = absence.filter((ms) => ms <= room.grace_seconds * 1000).length;
    return first.length < askedAfter ? present : Math.round((room.waiting * present) / first.length);
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
    present: await countPresent(schedule.scheduleId, room),
    admittedPerMinute: room.admitted_per_minute,
  };
}
