import { randomBytes } from 'node:crypto';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { runSeatScript, runSeatScriptRaw, type ScriptSubject } from './seat-script';

/** Codes of the base layer, PostgreSQL's word on a seat. A claimed seat (PENDING booking) is shown as held. */
const baseCodes = { available: 0, claimed: 1, sold: 2, withheld: 3 } as const;

/** A seat's status in PostgreSQL and the epoch it got it with. */
export interface SeatBase {
  place: number;
  status: keyof typeof baseCodes;
  epoch: number;
}

/** Seats told to one script call; some thousand keep Redis's single thread free for others. */
const seatsPerCall = 2000;

/**
 * Brings PostgreSQL's word on seats to the map, newer epochs only. With a buyer (right after a booking) the seats also
 * leave that buyer's hold and the attempt's mark is taken off. Throws StoreUnavailable; the outbox then does it later.
 */
export async function applySeatBase(
  subject: ScriptSubject,
  seats: readonly SeatBase[],
  attempt = '',
): Promise<void> {
  for (let from = 0; from < seats.length; from += seatsPerCall) {
    const chunk = seats.slice(from, from + seatsPerCall);
    const triples = chunk.flatMap((seat) => [seat.place, baseCodes[seat.status], seat.epoch]);
    await runSeatScript('apply-base', subject, [attempt, ...triples]);
  }
}

/**
 * Builds a schedule's map anew after Redis lost it, merged by epoch, then opens a new generation for it. Where Redis
 * loses its memory meanwhile, nothing is opened: half a map would show sold seats as free for good.
 * `readChanged` reads every seat that ever changed from PostgreSQL.
 */
export async function rebuildSeatState(
  scheduleId: string,
  readChanged: () => Promise<SeatBase[]>,
): Promise<void> {
  const generation = randomBytes(6).toString('hex');
  await runSeatScript('begin-rebuild', { scheduleId }, [generation]);
  const seats = await readChanged();
  await applySeatBase({ scheduleId }, seats);
  const [word] = await runSeatScript('open-generation', { scheduleId }, [generation]);
  if (word !== 'opened') return;
  metrics.seatStateRebuilds.inc();
  log.info({ scheduleId, seats: seats.length }, 'built the seat map anew from PostgreSQL');
}

/** A schedule's packed map and the position it was read at. */
export interface SeatState {
  generation: string;
  seq: number;
  /** Packed statuses; trailing places that were never taken may be missing. */
  bytes: Buffer;
}

/** Reads map and position in one step; null when Redis does not have them (rebuild first). */
export async function readSeatStateFromRedis(scheduleId: string): Promise<SeatState | null> {
  const [word, generation, seq, bytes] = await runSeatScriptRaw('read-state', { scheduleId }, []);
  if (word.toString() === 'NOT_LOADED' || !generation || !bytes) return null;
  return { generation: generation.toString(), seq: Number(seq), bytes };
}

/** Frees the seats of ended holds; false when Redis does not have the schedule (rebuild first). */
export async function sweepHoldsInRedis(scheduleId: string): Promise<boolean> {
  const [word] = await runSeatScript('sweep-holds', { scheduleId }, []);
  return word === 'swept';
}
