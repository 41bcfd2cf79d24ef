import { randomBytes, randomUUID } from 'node:crypto';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { quantitiesIn } from './area-words';
import { runSeatScript, runSeatScriptRaw, type ScriptSubject } from './seat-script';

/** Codes of the base layer, PostgreSQL's word on a seat. A claimed seat (PENDING booking) is shown as held. */
const baseCodes = { available: 0, claimed: 1, sold: 2, withheld: 3 } as const;

/** A seat's status in PostgreSQL and the epoch it got it with. */
export interface SeatBase {
  place: number;
  status: keyof typeof baseCodes;
  epoch: number;
}

/** A standing area's capacity and live places in PostgreSQL, and the epoch it got them with. */
export interface AreaBase {
  area: number;
  capacity: number;
  live: number;
  epoch: number;
}

/** PostgreSQL's word on a schedule, as far as it is to be told. */
export interface Base {
  seats: readonly SeatBase[];
  areas: readonly AreaBase[];
}

/** Seats told to one script call; some thousand keep Redis's single thread free for others. */
const seatsPerCall = 2000;

/** A booking attempt of the buyer that succeeded: its mark, and the places of standing areas that were booked. */
export interface AttemptBooked {
  attempt: string;
  /** What is left of the hold has no more time than this when an offer was booked out of it. */
  holdSeconds: number;
  areas: readonly AreaQuantity[];
}

/**
 * Brings PostgreSQL's word on seats and standing areas to the map, newer epochs only. With a buyer (right after a
 * booking) the seats and the places `booked` also leave that buyer's hold, the attempt's mark is taken off, and what is
 * left gets an id of its own. Throws StoreUnavailable; the outbox then tells the map later, and the hold's seats leave it
 * when its buyer next adds to it or goes to the checkout.
 */
export async function applySeatBase(
  subject: ScriptSubject,
  { seats, areas }: Base,
  booked: AttemptBooked = { attempt: '', holdSeconds: 0, areas: [] },
): Promise<void> {
  const leaving = new Map(booked.areas.map(({ area, quantity }) => [area, quantity]));
  let told = areas
    .map(({ area, capacity, live, epoch }) => [area, capacity, live, epoch, leaving.get(area) ?? 0].join(','))
    .join(';');
  const leftId = subject.userId ? randomUUID() : '';
  for (let from = 0; from < seats.length || told !== ''; from += seatsPerCall) {
    const chunk = seats.slice(from, from + seatsPerCall);
    const triples = chunk.flatMap((seat) => [seat.place, baseCodes[seat.status], seat.epoch]);
    const args = [booked.attempt, booked.holdSeconds * 1000, told, leftId, ...triples];
    await runSeatScript('apply-base', subject, args);
    told = '';
  }
}

/**
 * Builds a schedule's map anew after Redis lost it, merged by epoch, then opens a new generation for it. Where Redis
 * loses its memory meanwhile, nothing is opened: half a map would show sold seats as free for good.
 * `readBase` reads every seat that ever changed, and every standing area, from PostgreSQL; `prepare` does
 * what must be there before anybody can hold anything.
 */
export async function rebuildSeatState(
  scheduleId: string,
  readBase: () => Promise<Base>,
  opening: { fairReleaseSeconds: number; prepare: () => Promise<void> },
): Promise<void> {
  const generation = randomBytes(6).toString('hex');
  await runSeatScript('begin-rebuild', { scheduleId }, [generation]);
  const base = await readBase();
  await applySeatBase({ scheduleId }, base);
  await opening.prepare();
  const [word] = await runSeatScript('open-generation', { scheduleId }, [
    generation,
    opening.fairReleaseSeconds * 1000,
  ]);
  if (word !== 'opened') return;
  metrics.seatStateRebuilds.inc();
  log.info({ scheduleId, seats: base.seats.length }, 'built the seat map anew from PostgreSQL');
}

/** A schedule's packed map and the position it was read at. */
export interface SeatState {
  generation: string;
  seq: number;
  /** Free places of the standing areas, in plan order. */
  areas: number[];
  /** Packed statuses; trailing places that were never taken may be missing. */
  bytes: Buffer;
}

/** Reads map and position in one step; null when Redis does not have them (rebuild first). */
export async function readSeatStateFromRedis(scheduleId: string): Promise<SeatState | null> {
  const [word, generation, seq, areas, bytes] = await runSeatScriptRaw('read-state', { scheduleId }, []);
  if (word.toString() === 'NOT_LOADED' || !generation || !bytes) return null;
  const free: number[] = [];
  for (const { area, quantity } of quantitiesIn(areas?.toString())) free[area] = quantity;
  return { generation: generation.toString(), seq: Number(seq), areas: free, bytes };
}

/**
 * Frees the seats of ended holds, each at a moment of its own within the window; false when Redis does not have the
 * schedule (rebuild first).
 */
export async function sweepHoldsInRedis(scheduleId: string, fairReleaseSeconds: number): Promise<boolean> {
  const [word] = await runSeatScript('sweep-holds', { scheduleId }, [fairReleaseSeconds * 1000]);
  return word === 'swept';
}
