import { randomUUID } from 'node:crypto';
import { withinRedisBudget } from './client';
import { type HoldAnswer, type HoldTimes, parseHoldAnswer, placesIn, type Whose } from './hold-store';
import { standbyKey } from './keys';
import { runSeatScript, runSeatScriptRaw } from './seat-script';

/** The job tells it anew with every round; when no job is left, seats are parked for nobody. */
const waitedForMs = 15_000;

/** Between taking seats for somebody in line and PostgreSQL's word on the offer; outlasts that transaction. */
const takenMs = 5000;

/** Tells the scripts which places somebody stands by for: a bit a place. Throws StoreUnavailable. */
export async function tellWaitedFor(scheduleId: string, bits: Buffer): Promise<void> {
  await withinRedisBudget((client) => client.set(standbyKey(scheduleId), bits, { PX: waitedForMs }));
}

/** An offer as it is noted in Redis. */
export interface NotedOffer {
  place: number;
  userId: string;
  /** By Redis's clock, milliseconds. */
  since: number;
}

/** What came free, and what is held as offered. */
export interface SeenForLine {
  /** Redis's clock, milliseconds. */
  nowMs: number;
  /** The packed map. */
  bytes: Buffer;
  parked: number[];
  noted: NotedOffer[];
  /** Whose seat_lock each of the places asked about has; '' for nobody's. */
  owners: string[];
}

/** Looks at a schedule for the standby job; null when Redis does not have it (rebuild first). Throws StoreUnavailable. */
export async function lookForLine(
  scheduleId: string,
  offered: readonly number[],
): Promise<SeenForLine | null> {
  const [word, now, bytes, parked, noted, ...owners] = await runSeatScriptRaw(
    'look-for-line',
    { scheduleId },
    offered,
  );
  if (word.toString() === 'NOT_LOADED' || !bytes) return null;
  return {
    nowMs: Number(now),
    bytes,
    parked: placesIn(parked?.toString() ?? ''),
    noted: [...(noted?.toString() ?? '').matchAll(/(\d+)=([^;]*):(\d+)/g)].map(
      ([, place, userId = '', since]) => ({
        place: Number(place),
        userId,
        since: Number(since),
      }),
    ),
    owners: owners.map((owner) => /^(.*):/.exec(owner.toString())?.[1] ?? ''),
  };
}

/** Takes parked or free places into the buyer's hold for a moment, all or none; `limit` is for the whole hold. */
export async function takeForLine(
  whose: Whose,
  places: readonly number[],
  limit: number,
): Promise<HoldAnswer> {
  return parseHoldAnswer(
    await runSeatScript('take-for-line', whose, [randomUUID(), takenMs, limit, ...places]),
  );
}

/** Makes what PostgreSQL says is offered a part of the buyer's hold for so long, whatever Redis believes. */
export async function keepOffer(whose: Whose, places: readonly number[], leftMs: number): Promise<void> {
  await runSeatScript('keep-offer', whose, [randomUUID(), Math.ceil(leftMs), ...places]);
}

/**
 * Takes places that the line brought out of the buyer's hold; they are parked for the next. What is left of the hold ends
 * within `holdSeconds`.
 */
export async function dropOffered(
  whose: Whose,
  places: readonly number[],
  { holdSeconds }: Pick<HoldTimes, 'holdSeconds'>,
): Promise<HoldAnswer> {
  return parseHoldAnswer(await runSeatScript('drop-offered', whose, [holdSeconds * 1000, ...places]));
}
