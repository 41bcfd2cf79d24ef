import { readSchedule } from '@/lib/postgres/schedule-store';
import { LiveMap } from './live-map';

/** A map nobody asks for is dropped after this. */
const idleMs = 60_000;

interface Kept {
  planId: string;
  seatCount: number;
  map: LiveMap;
  usedAt: number;
}

const maps = new Map<string, Promise<Kept | null>>();
let cleaning: NodeJS.Timeout | undefined;

async function open(scheduleId: string): Promise<Kept | null> {
  const schedule = await readSchedule(scheduleId);
  if (!schedule) return null;
  const { planId, seatCount } = schedule;
  const map = new LiveMap(scheduleId, seatCount);
  await map.start();
  return { planId, seatCount, map, usedAt: Date.now() };
}

async function dropIdle(): Promise<void> {
  for (const [scheduleId, opening] of maps) {
    const kept = await opening.catch(() => null);
    if (kept && (kept.map.watcherCount > 0 || Date.now() - kept.usedAt < idleMs)) continue;
    // Only this one: another may have been opened while we waited.
    if (maps.get(scheduleId) === opening) maps.delete(scheduleId);
    kept?.map.stop();
  }
}

/**
 * The live map of a schedule, followed by this process from the first question on until nobody asks any more; null
 * when there is no such schedule. Throws StoreUnavailable.
 */
export async function liveMap(scheduleId: string): Promise<Kept | null> {
  cleaning ??= setInterval(() => void dropIdle(), idleMs / 2).unref();
  let opening = maps.get(scheduleId);
  if (!opening) {
    opening = open(scheduleId);
    maps.set(scheduleId, opening);
    const mine = opening;
    const forget = () => {
      if (maps.get(scheduleId) === mine) maps.delete(scheduleId);
    };
    opening.then((kept) => kept ?? forget(), forget);
  }
  const kept = await opening;
  if (kept) kept.usedAt = Date.now();
  return kept;
}

/** Stops following every map. */
export async function closeLiveMaps(): Promise<void> {
  clearInterval(cleaning);
  cleaning = undefined;
  for (const opening of maps.values()) (await opening.catch(() => null))?.map.stop();
  maps.clear();
}
