import { readLine, type StoredLine } from '@/lib/postgres/waiting-line-store';

/** Everybody who asks within this gets the same picture of the line. */
const freshMs = 1000;
/** A line of more people is looked at less often: reading a hundred thousand ranks takes 50 ms. */
const peopleASecond = 20_000;
/** Pictures nobody asks for are dropped after this. */
const idleMs = 60_000;

interface Kept {
  reading: Promise<StoredLine | null>;
  /** performance.now(): a clock that is set back would keep an old picture. */
  readAt: number;
  /** null while it is being read. */
  line: StoredLine | null;
}

const kept = new Map<string, Kept>();

function forgetOld(): void {
  for (const [scheduleId, { readAt }] of kept)
    if (performance.now() - readAt > idleMs) kept.delete(scheduleId);
}

function read(scheduleId: string): Kept {
  forgetOld();
  const fresh: Kept = { reading: readLine(scheduleId), readAt: performance.now(), line: null };
  kept.set(scheduleId, fresh);
  fresh.reading.then(
    (line) => {
      fresh.line = line;
    },
    () => kept.get(scheduleId) === fresh && kept.delete(scheduleId),
  );
  return fresh;
}

function isFresh({ line, readAt }: Kept): boolean {
  const people = line?.ranks.length ?? 0;
  return performance.now() - readAt < freshMs * Math.max(1, people / peopleASecond);
}

/**
 * A schedule's line as this process saw it a moment ago, one query for all that ask; null where there is no waiting
 * room. `drawn`: the asker knows of the draw, and a picture from before it would name wrong places. Throws
 * StoreUnavailable.
 */
export async function waitingLine(scheduleId: string, drawn: boolean): Promise<StoredLine | null> {
  const known = kept.get(scheduleId);
  const isTooOld = (line: StoredLine | null) => line !== null && drawn && !line.drawn;
  const usable = known && isFresh(known) && !isTooOld(known.line);
  const line = await (usable ? known : read(scheduleId)).reading;
  return isTooOld(line) ? read(scheduleId).reading : line;
}

/** How many of a line stand before a rank: binary search. */
export function peopleAhead(ranks: Float64Array, rank: number): number {
  let [low, high] = [0, ranks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranks[middle] ?? 0) < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
