import type { Hall, HallSeat } from '../hall';
import { type PlanReport, pathOf, quoted, type Spot } from './report';

/** What real plans have and cannot be repaired, since nobody knows what was meant: told, and kept. */
export function tellOddities(report: PlanReport, hall: Hall, seatSpots: readonly Spot[]): void {
  tellRepeatedLabels(report, hall.seats, seatSpots);
  tellOverlaps(report, hall.seats, seatSpots);
}

interface LabelledRow {
  first: number;
  /** Rows of the file that have the label. */
  pieces: Set<Spot | null>;
  /** Places by seat number. */
  numbers: Map<string, number>;
  repeated: { place: number; number: string }[];
}

/** Once for each label, however many pieces and seats share it. */
function tellRepeatedLabels(
  report: PlanReport,
  seats: readonly HallSeat[],
  seatSpots: readonly Spot[],
): void {
  const rows = new Map<string, LabelledRow>();
  for (const { place, section, row: label, number } of seats) {
    const key = `${section}\u0000${label}`;
    const row: LabelledRow = rows.get(key) ?? {
      first: place,
      pieces: new Set(),
      numbers: new Map(),
      repeated: [],
    };
    rows.set(key, row);
    row.pieces.add(rowSpot(seatSpots, place));
    if (row.numbers.has(number)) row.repeated.push({ place, number });
    else row.numbers.set(number, place);
  }
  for (const { first, pieces, repeated } of rows.values()) {
    if (pieces.size > 1) {
      const done = `kept: ${pieces.size} pieces, this is the first; the others: ${listed([...pieces].slice(1).map(pathOf))}`;
      report.note('ROW_LABEL_REPEATED', rowSpot(seatSpots, first), done);
    }
    const [example] = repeated;
    if (example) {
      const numbers = [...new Set(repeated.map(({ number }) => quoted(number)))];
      const done = `kept, told apart by their ids only; more than once in this row: ${listed(numbers)}`;
      report.note('SEAT_LABEL_REPEATED', seatSpots[example.place] ?? null, done);
    }
  }
}

function rowSpot(seatSpots: readonly Spot[], place: number): Spot | null {
  // Seat in `seats` in row.
  return seatSpots[place]?.up?.up ?? null;
}

function listed(items: string[]): string {
  return items.length > 10
    ? `${items.slice(0, 10).join(', ')} and ${items.length - 10} more`
    : items.join(', ');
}

/** Closer than half the smallest seat's radius, on one floor: nobody could tell them apart on a map. */
function tellOverlaps(report: PlanReport, seats: readonly HallSeat[], seatSpots: readonly Spot[]): void {
  const reach = Math.max(0.5, seats.reduce((least, { radius }) => Math.min(least, radius), 1000) / 2);
  // Cells of that size hold few seats each: one on top of another is told and not put in.
  const cells = new Map<string, HallSeat[]>();
  for (const seat of seats) {
    const column = Math.floor(seat.x / reach);
    const line = Math.floor(seat.y / reach);
    const below = findNear(cells, seat, column, line, reach);
    if (below) {
      const done = `kept: it lies on ${pathOf(seatSpots[below.place] ?? null)}`;
      report.note('SEATS_OVERLAP', seatSpots[seat.place] ?? null, done);
      continue;
    }
    const key = `${seat.floor} ${column} ${line}`;
    const cell = cells.get(key);
    if (cell) cell.push(seat);
    else cells.set(key, [seat]);
  }
}

function findNear(
  cells: ReadonlyMap<string, HallSeat[]>,
  { x, y, floor }: HallSeat,
  column: number,
  line: number,
  reach: number,
): HallSeat | undefined {
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      const near = cells
        .get(`${floor} ${column + dx} ${line + dy}`)
        ?.find((other) => Math.hypot(other.x - x, other.y - y) < reach);
      if (near) return near;
    }
  }
  return undefined;
}
