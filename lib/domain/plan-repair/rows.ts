import type { PlanRow, PlanSeat } from '../seating-plan';
import type { Categories } from './categories';
import { openPart, type Part, present } from './part';
import { type PlanReport, quoted, type Spot, within } from './report';
import type { SeatGuids } from './seat-guids';

/** What reading the seats of a whole plan has in common. */
export interface SeatReading {
  report: PlanReport;
  guids: SeatGuids;
  categories: Categories;
  /** Where in the file each seat stands, in the order of the repaired plan: by place. */
  seatSpots: Spot[];
}

/** The rows of a zone that have seats. */
export function repairRows(reading: SeatReading, zone: Part): PlanRow[] {
  const spot = zone.at('rows');
  return zone.list('rows').flatMap((value, index) => {
    const at = within(spot, index, `row ${quoted(labelOf(value, 'row_number', index))}`);
    if (value === null) {
      reading.report.note('EMPTY_ENTRY', at, 'left out');
      return [];
    }
    const part = openPart(reading.report, at, value);
    const row = part && repairRow(reading, part, `${zone.spot.key}-${index}`, index);
    if (row?.seats.length === 0) reading.report.note('EMPTY_ROW', at, 'left out');
    return row?.seats.length ? [row] : [];
  });
}

function repairRow(reading: SeatReading, part: Part, standsAt: string, index: number): PlanRow {
  const row = present<PlanRow>({
    row_number: numberOf(part, 'row_number', index),
    row_label: part.text('row_label', 100),
    seat_label: part.text('seat_label', 100),
    uuid: part.text('uuid', 100),
    row_number_position: part.choice('row_number_position', ['start', 'end', 'both'], true),
    position: part.position('position', 'absent'),
    seats: repairSeats(reading, part, standsAt),
  });
  part.close();
  return row;
}

function repairSeats(reading: SeatReading, row: Part, standsAt: string): PlanSeat[] {
  const spot = row.at('seats');
  return row.list('seats').flatMap((value, index) => {
    const at = within(spot, index, `seat ${quoted(labelOf(value, 'seat_number', index))}`);
    if (value === null) {
      reading.report.note('EMPTY_ENTRY', at, 'left out');
      return [];
    }
    const part = openPart(reading.report, at, value);
    if (!part) return [];
    reading.seatSpots.push(at);
    return [repairSeat(reading, part, `${standsAt}-${index}`, index)];
  });
}

function repairSeat(reading: SeatReading, part: Part, standsAt: string, index: number): PlanSeat {
  const seat = present<PlanSeat>({
    seat_guid: reading.guids.of(part, standsAt),
    seat_number: numberOf(part, 'seat_number', index),
    position: part.position('position', 'refuse') ?? { x: 0, y: 0 },
    category: reading.categories.of(part),
    uuid: part.text('uuid', 100),
    start_direction: part.choice('start_direction', ['<', '>', '<>']),
    radius: part.whole('radius', 1, 1000, 'left out; the usual radius is 10'),
  });
  part.close();
  return seat;
}

/** What is printed on a row or seat; where nothing is given, its turn from 1. */
function numberOf(part: Part, key: 'row_number' | 'seat_number', index: number): string {
  const number = part.text(key, 50);
  if (number !== undefined) return number;
  part.report.note('NAME_MISSING', part.at(key), `numbered "${index + 1}"`);
  return String(index + 1);
}

/** Only to say where a defect is: as the file has it, else counted from 1. */
function labelOf(value: unknown, key: string, index: number): string {
  return textAt(value, key) ?? String(index + 1);
}

export function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
