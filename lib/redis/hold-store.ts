import { randomUUID } from 'node:crypto';
import type { Selection } from '@/lib/domain/hold';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import { quantitiesIn, quantitiesTold } from './area-words';
import { runSeatScript } from './seat-script';

/** A buyer's hold as Redis has it; times in milliseconds of Redis's clock. */
export interface StoredHold {
  holdId: string;
  places: number[];
  areas: AreaQuantity[];
  firstAtMs: number;
  expiresAtMs: number;
  nowMs: number;
  /** Entering payment has extended it already. */
  extended: boolean;
  /** Its seats were found legal by the orphan rule when they were held. */
  judged: boolean;
  /** Those of its places that the buyer stood by for and was offered; the hold ends with the offer. */
  offered: number[];
}

/** The settings of a schedule's holds. */
export interface HoldTimes {
  holdSeconds: number;
  checkoutSeconds: number;
  holdCapSeconds: number;
}

/** Whose hold. */
export interface Whose {
  scheduleId: string;
  userId: string;
}

type SeatLossCode = 'SEAT_ALREADY_HELD' | 'SEAT_ALREADY_SOLD' | 'SEAT_WITHHELD';

/** What the seat scripts answer. `touched`: what was freshly taken, or released. */
export type HoldAnswer =
  | { outcome: 'held'; hold: StoredHold; touched: { places: number[]; areas: AreaQuantity[] } }
  | { outcome: SeatLossCode; places: number[] }
  | { outcome: 'NOT_ENOUGH_PLACES'; left: { area: number; available: number }[] }
  | { outcome: 'SEAT_LIMIT_EXCEEDED'; held: number }
  | { outcome: 'BOOKING_IN_PROGRESS' | 'NO_HOLD' | 'HOLD_EXPIRED' | 'ROW_CHANGED' | 'NOT_LOADED' };

/** A booking's own time between claim and end; past it the hold is on its own clock again. Outlasts a transaction. */
const bookingShieldMs = 15_000;

/** [first, second], [third, fourth], … of a flat list. */
function pairs(values: readonly string[]): [number, number][] {
  return values.flatMap((value, i): [number, number][] =>
    i % 2 === 0 ? [[Number(value), Number(values[i + 1])]] : [],
  );
}

/** Places of "3,17", in order. */
export function placesIn(text: string): number[] {
  return [...text.matchAll(/\d+/g)].map(Number).sort((a, b) => a - b);
}

/** A hold script's answer, read. */
export function parseHoldAnswer([word, ...values]: [string, ...string[]]): HoldAnswer {
  switch (word) {
    case 'held': {
      const [holdId = '', first, expires, extended, judged, now, ...more] = values;
      const [offered = '', areas, touchedAreas, count, ...rest] = more;
      const numbers = rest.map(Number);
      const places = numbers.slice(Number(count)).sort((a, b) => a - b);
      return {
        outcome: 'held',
        touched: { places: numbers.slice(0, Number(count)), areas: quantitiesIn(touchedAreas) },
        hold: {
          holdId,
          places,
          areas: quantitiesIn(areas),
          firstAtMs: Number(first),
          expiresAtMs: Number(expires),
          nowMs: Number(now),
          extended: extended === '1',
          judged: judged === '1',
          offered: placesIn(offered),
        },
      };
    }
    case 'SEAT_ALREADY_HELD':
    case 'SEAT_ALREADY_SOLD':
    case 'SEAT_WITHHELD':
      return { outcome: word, places: values.map(Number) };
    case 'NOT_ENOUGH_PLACES':
      return { outcome: word, left: pairs(values).map(([area, available]) => ({ area, available })) };
    case 'SEAT_LIMIT_EXCEEDED':
      return { outcome: word, held: Number(values[0]) };
    case 'BOOKING_IN_PROGRESS':
    case 'NO_HOLD':
    case 'HOLD_EXPIRED':
    case 'ROW_CHANGED':
    case 'NOT_LOADED':
      return { outcome: word };
    default:
      throw new Error(`A seat script answered "${word}"`);
  }
}

/** Rows as they were judged: place → whether another has it. The script compares them and else answers ROW_CHANGED. */
export type WatchedRows = ReadonlyMap<number, boolean>;

function told(watched: WatchedRows): string {
  return [...watched].map(([place, taken]) => `${place}=${Number(taken)}`).join(';');
}

/**
 * Holds seats and places of standing areas for a buyer, all or none; of an area the hold then has at least as many as
 * named. `limit` is the most places the hold may have in all.
 */
export async function holdPlaces(
  whose: Whose,
  { places, areas = [] }: Selection,
  times: HoldTimes,
  limit: number,
  watched: WatchedRows = new Map(),
): Promise<HoldAnswer> {
  const settings = [times.holdSeconds * 1000, times.holdCapSeconds * 1000, limit, told(watched)];
  const args = [randomUUID(), ...settings, quantitiesTold(areas), ...places];
  return parseHoldAnswer(await runSeatScript('hold-seats', whose, args));
}

/**
 * Drops seats of the buyer's hold, and of the standing areas named all places but as many as named; everything when
 * nothing is named. Only the buyer's own are touched.
 */
export async function releasePlaces(
  whose: Whose,
  { places, areas = [] }: Selection,
  times: HoldTimes,
): Promise<HoldAnswer> {
  const args = [times.holdSeconds * 1000, times.holdCapSeconds * 1000, quantitiesTold(areas), ...places];
  return parseHoldAnswer(await runSeatScript('release-seats', whose, args));
}

/** The buyer's hold as it stands. */
export async function readHold(whose: Whose): Promise<HoldAnswer> {
  return parseHoldAnswer(await runSeatScript('view-hold', whose, []));
}

/**
 * Extends the buyer's hold for paying; only the first call in a hold's life does. Seats that were booked out of it leave
 * it, where the booking itself could not see to that.
 */
export async function extendHold(whose: Whose, times: HoldTimes): Promise<HoldAnswer> {
  const { checkoutSeconds, holdCapSeconds, holdSeconds } = times;
  const args = [checkoutSeconds * 1000, holdCapSeconds * 1000, randomUUID(), holdSeconds * 1000];
  return parseHoldAnswer(await runSeatScript('begin-checkout', whose, args));
}

/** What a booking attempt claims: named places, or the whole hold with this id. */
export type ClaimWanted = Selection | { holdId: string };

/**
 * Proves the places are the buyer's (taking free ones) and shields the hold for `shieldMs`, while the booking's
 * transaction runs or waits for its turn.
 */
export async function claimHold(
  whose: Whose,
  wanted: ClaimWanted,
  times: HoldTimes,
  attempt: string,
  watched: WatchedRows = new Map(),
  shieldMs = bookingShieldMs,
): Promise<HoldAnswer> {
  const { holdId, places, areas } = { holdId: '', places: [], areas: [], ...wanted };
  const args = [
    randomUUID(),
    times.holdSeconds * 1000,
    attempt,
    shieldMs,
    holdId,
    told(watched),
    quantitiesTold(areas),
    ...places,
  ];
  return parseHoldAnswer(await runSeatScript('claim-hold', whose, args));
}

/** Ends a refused booking attempt: its shield is taken off; with the last one what attempts took is given back. */
export async function endClaim(whose: Whose, attempt: string): Promise<void> {
  await runSeatScript('end-claim', whose, [attempt]);
}
