import { crashPoint } from '@/lib/crash-point';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { readStoredAreas } from '@/lib/postgres/area-store';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { readChangedSeats } from '@/lib/postgres/seat-store';
import { readStandbyBoards } from '@/lib/postgres/standby-offer-store';
import { rebuildSeatState } from '@/lib/redis/seat-base-store';
import { findSale } from './find-sale';
import { restoreOffers } from './mend-offers';
import { tellBoard } from './waited-for';

const rebuilding = new Map<string, Promise<void>>();

/**
 * Builds a schedule's map in Redis anew from PostgreSQL, offers to people who stood by included; callers of one process
 * share one rebuild.
 */
export function rebuildSeatMap(scheduleId: string): Promise<void> {
  const running = rebuilding.get(scheduleId);
  if (running) return running;
  const rebuild = rebuildFrom(scheduleId).finally(() => rebuilding.delete(scheduleId));
  rebuilding.set(scheduleId, rebuild);
  return rebuild;
}

async function rebuildFrom(scheduleId: string): Promise<void> {
  const schedule = await readSchedule(scheduleId);
  const readBase = async () => {
    crashPoint('rebuild_begun');
    const [seats, areas] = await Promise.all([readChangedSeats(scheduleId), readStoredAreas(scheduleId)]);
    return { seats, areas };
  };
  const prepare = async () => {
    crashPoint('rebuild_filled');
    const [board] = await readStandbyBoards(scheduleId);
    if (!board) return;
    const found = await findSale({ scheduleId });
    if (!found.ok) return;
    await tellBoard(found.value, board);
    await restoreOffers(scheduleId);
  };
  const fairReleaseSeconds = schedule?.rules.fairReleaseSeconds ?? 0;
  return rebuildSeatState(scheduleId, readBase, { fairReleaseSeconds, prepare });
}

/**
 * Runs a step on a schedule's map in Redis; when Redis does not have the map (first use, restart, emptied), builds it
 * and runs the step again. Throws StoreUnavailable.
 */
export async function onSeatMap<Answer>(
  scheduleId: string,
  step: () => Promise<Answer>,
  isMissing: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let tries = 0; tries < 3; tries += 1) {
    const answer = await step();
    if (!isMissing(answer)) return answer;
    await rebuildSeatMap(scheduleId);
  }
  // Redis loses its memory faster than we can tell it: it is not there for us.
  throw new StoreUnavailable('redis');
}
