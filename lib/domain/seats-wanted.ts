import type { HallSeat } from './hall';
import type { NamedSeat } from './refusals';
import { granted, type Result, refused } from './result';
import { placeOfSeatId, seatId } from './seat';
import { type AreaQuantity, type AreaWanted, areaOfId, unionOf } from './standing-area';

/** Seats as a caller names them: by id, or by what is printed on them; and places of standing areas beside them. */
export type SeatsWanted = (
  | { seatIds: readonly string[] }
  | { seats: readonly { section?: string | undefined; row: string; number: string }[] }
) & { areas?: readonly AreaWanted[] | undefined };

type SeatsUnclear =
  | { code: 'SEAT_NOT_FOUND'; seats: string[] }
  | { code: 'SEAT_AMBIGUOUS'; seats: NamedSeat[] };

/** A hall's seats, found by what is printed on them. */
export interface SeatDirectory {
  seats: readonly HallSeat[];
  byLabel: ReadonlyMap<string, readonly HallSeat[]>;
}

function label(row: string, number: string): string {
  return `${row}\u0000${number}`;
}

/** Orders a hall's seats for look-ups by label. */
export function seatDirectory(seats: readonly HallSeat[]): SeatDirectory {
  const byLabel = new Map<string, HallSeat[]>();
  for (const seat of seats) {
    const key = label(seat.row, seat.number);
    const same = byLabel.get(key);
    if (same) same.push(seat);
    else byLabel.set(key, [seat]);
  }
  return { seats, byLabel };
}

/** A seat as answers name it. */
export function namedSeat(scheduleId: string, seat: HallSeat): NamedSeat {
  return {
    seatId: seatId(scheduleId, seat.place),
    section: seat.section,
    ...(seat.sectionEnglish !== undefined && { sectionEnglish: seat.sectionEnglish }),
    row: seat.row,
    number: seat.number,
  };
}

/**
 * The places that are meant, each once, in plan order. Refuses what names no seat of this schedule, and a label that
 * fits several seats (labels repeat in real plans), listing them.
 */
export function placesWanted(
  scheduleId: string,
  directory: SeatDirectory,
  wanted: SeatsWanted,
): Result<number[], SeatsUnclear> {
  const places = new Set<number>();
  const unknown: string[] = [];
  if ('seatIds' in wanted) {
    for (const id of wanted.seatIds) {
      const place = placeOfSeatId(scheduleId, id);
      if (place === null || place >= directory.seats.length) unknown.push(id);
      else places.add(place);
    }
  } else {
    for (const { section, row, number } of wanted.seats) {
      const same = directory.byLabel.get(label(row, number)) ?? [];
      const fitting = section === undefined ? same : same.filter((seat) => seat.section === section);
      const [first, ...others] = fitting;
      if (first && others.length > 0) {
        return refused({ code: 'SEAT_AMBIGUOUS', seats: fitting.map((seat) => namedSeat(scheduleId, seat)) });
      }
      if (first) places.add(first.place);
      else unknown.push([section, row, number].filter(Boolean).join(' '));
    }
  }
  if (unknown.length > 0) return refused({ code: 'SEAT_NOT_FOUND', seats: unknown.slice(0, 20) });
  return granted([...places].sort((a, b) => a - b));
}

/**
 * The standing areas that are meant, each once, in plan order; named several times, the largest quantity counts. Refuses
 * what names no area of this schedule, which has `areaCount` of them.
 */
export function areasWanted(
  scheduleId: string,
  areaCount: number,
  wanted: readonly AreaWanted[],
): Result<AreaQuantity[], { code: 'AREA_NOT_FOUND'; areas: string[] }> {
  const areas: AreaQuantity[] = [];
  const unknown: string[] = [];
  for (const { areaId, quantity } of wanted) {
    const area = areaOfId(scheduleId, areaId);
    if (area === null || area >= areaCount) unknown.push(areaId);
    else areas.push({ area, quantity });
  }
  if (unknown.length > 0) return refused({ code: 'AREA_NOT_FOUND', areas: unknown.slice(0, 20) });
  return granted(unionOf(areas, []));
}
