import type { Bounds } from './geometry';

/** Seats by square of the hall, so that drawing and hitting touch only those near. Built once a hall. */
export interface SeatGrid {
  left: number;
  top: number;
  cell: number;
  columns: number;
  rows: number;
  /** Where each square's seats begin in `places`; one entry more than squares. */
  starts: Int32Array;
  places: Int32Array;
}

/** Sorts seats into squares of `cell` hall units: two passes over typed arrays, no object per seat. */
export function buildSeatGrid(x: Float32Array, y: Float32Array, bounds: Bounds, cell: number): SeatGrid {
  const columns = Math.max(1, Math.ceil((bounds.right - bounds.left) / cell));
  const rows = Math.max(1, Math.ceil((bounds.bottom - bounds.top) / cell));
  const grid = { left: bounds.left, top: bounds.top, cell, columns, rows };
  const square = new Int32Array(x.length);
  const starts = new Int32Array(columns * rows + 1);
  for (let place = 0; place < x.length; place += 1) {
    const at = rowOf(grid, y[place] ?? 0) * columns + columnOf(grid, x[place] ?? 0);
    square[place] = at;
    starts[at + 1] = (starts[at + 1] ?? 0) + 1;
  }
  for (let at = 0; at < columns * rows; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const next = starts.slice();
  const places = new Int32Array(x.length);
  for (let place = 0; place < x.length; place += 1) {
    const at = square[place] ?? 0;
    const slot = next[at] ?? 0;
    places[slot] = place;
    next[at] = slot + 1;
  }
  return { ...grid, starts, places };
}

/** Calls `visit` with the place of every seat in the squares that touch `bounds` (some lie just outside it). */
export function visitSeats(grid: SeatGrid, bounds: Bounds, visit: (place: number) => void): void {
  const first = columnOf(grid, bounds.left);
  const last = columnOf(grid, bounds.right);
  const bottom = rowOf(grid, bounds.bottom);
  for (let row = rowOf(grid, bounds.top); row <= bottom; row += 1) {
    const from = grid.starts[row * grid.columns + first] ?? 0;
    const to = grid.starts[row * grid.columns + last + 1] ?? 0;
    for (let slot = from; slot < to; slot += 1) visit(grid.places[slot] ?? 0);
  }
}

/** The seat whose middle is nearest to a hall point, within `reach` hall units, of those that count; null when there is none. */
export function nearestSeat(
  grid: SeatGrid,
  x: Float32Array,
  y: Float32Array,
  at: { x: number; y: number },
  reach: number,
  counts: (place: number) => boolean = () => true,
): number | null {
  let best: number | null = null;
  let bestDistance = reach * reach;
  const around = { left: at.x - reach, top: at.y - reach, right: at.x + reach, bottom: at.y + reach };
  visitSeats(grid, around, (place) => {
    const distance = ((x[place] ?? 0) - at.x) ** 2 + ((y[place] ?? 0) - at.y) ** 2;
    if (distance > bestDistance || !counts(place)) return;
    bestDistance = distance;
    best = place;
  });
  return best;
}

type Squares = Pick<SeatGrid, 'left' | 'top' | 'cell' | 'columns' | 'rows'>;

function columnOf(grid: Squares, x: number): number {
  return Math.min(Math.max(Math.floor((x - grid.left) / grid.cell), 0), grid.columns - 1);
}

function rowOf(grid: Squares, y: number): number {
  return Math.min(Math.max(Math.floor((y - grid.top) / grid.cell), 0), grid.rows - 1);
}
