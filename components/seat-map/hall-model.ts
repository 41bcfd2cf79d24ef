import type { HallPicture, PictureArea } from '@/lib/domain/hall-picture';
import type { Money } from '@/lib/domain/money';
import type { Bounds, Point } from './geometry';
import { buildSeatGrid, type SeatGrid } from './seat-grid';

/** What a category of the plan costs in this schedule. */
export interface Grade {
  category: string;
  name: string;
  colour: string;
  price: Money;
}

/** A block of seats with one name. */
export interface HallSection {
  name: string;
  /** For where there is little room: `플로어 A2구역` → `A2`. */
  shortName: string;
  bounds: Bounds;
  /** Where its name stands: the seat nearest to its middle, so that a curved block is not labelled beside itself. */
  anchor: Point;
  seatCount: number;
  /** Indexes of its row pieces, in plan order. */
  rows: number[];
  /** The category most of its seats have. */
  category: number;
}

/** A hall prepared for drawing, hitting and listing: typed arrays by place, so 80,000 seats cost megabytes, not objects. */
export interface HallModel {
  planId: string;
  seatCount: number;
  x: Float32Array;
  y: Float32Array;
  radius: Float32Array;
  category: Uint8Array;
  row: Uint32Array;
  section: Uint16Array;
  number: string[];
  rows: {
    section: number;
    label: string;
    labelAt: [number, number][];
    places: Int32Array<ArrayBufferLike>;
  }[];
  sections: HallSection[];
  /** By category index. A category without a grade is not on sale in this schedule. */
  grades: (Grade | null)[];
  /** By category index: the grade's colour, or the plan's own. */
  colours: string[];
  areas: PictureArea[];
  accessible: Set<number>;
  bounds: Bounds;
  /** The usual distance between neighbours, hall units. */
  pitch: number;
  /** The usual radius of a seat, hall units. */
  seatRadius: number;
  grid: SeatGrid;
}

/** Prepares a hall's picture for the map, with the grades of the schedule. */
export function buildHallModel(picture: HallPicture, grades: readonly Grade[]): HallModel {
  const { seats } = picture;
  const x = Float32Array.from(seats.x);
  const y = Float32Array.from(seats.y);
  const radius = Float32Array.from(seats.radius);
  const row = Uint32Array.from(seats.row);
  const rows = picture.rows.map((piece) => ({ ...piece, places: new Int32Array(0) as Int32Array }));
  for (const [index, places] of placesByRow(row, rows.length).entries()) {
    const piece = rows[index];
    if (piece) piece.places = places;
  }
  const section = Uint16Array.from(row, (index) => rows[index]?.section ?? 0);
  const category = Uint8Array.from(seats.category);
  const seatRadius = median(radius) || 10;
  const pitch = usualPitch(rows, x, y) || seatRadius * 2.5;
  const bounds = hallBounds(x, y, seatRadius, picture.areas);
  const gradeOf = new Map(grades.map((grade) => [grade.category, grade]));
  const byCategory = picture.categories.map(({ name }) => gradeOf.get(name) ?? null);
  return {
    planId: picture.planId,
    seatCount: picture.seatCount,
    x,
    y,
    radius,
    category,
    row,
    section,
    number: seats.number,
    rows,
    sections: picture.sections.map(({ name }, index) =>
      describeSection(name, index, { x, y, section, category, rows }),
    ),
    grades: byCategory,
    colours: picture.categories.map(({ color }, index) => byCategory[index]?.colour ?? color),
    areas: picture.areas,
    accessible: new Set(seats.accessible),
    bounds,
    pitch,
    seatRadius,
    grid: buildSeatGrid(x, y, bounds, pitch * 4),
  };
}

function placesByRow(row: Uint32Array, rowCount: number): Int32Array[] {
  const counts = new Int32Array(rowCount);
  for (const index of row) counts[index] = (counts[index] ?? 0) + 1;
  const places = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let place = 0; place < row.length; place += 1) {
    const index = row[place] ?? 0;
    const slot = counts[index] ?? 0;
    const list = places[index];
    if (list) list[slot] = place;
    counts[index] = slot + 1;
  }
  return places;
}

function median(values: ArrayLike<number>): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function usualPitch(rows: HallModel['rows'], x: Float32Array, y: Float32Array): number {
  const gaps: number[] = [];
  const step = Math.max(1, Math.floor(rows.length / 200));
  for (let index = 0; index < rows.length; index += step) {
    const places = rows[index]?.places ?? [];
    const [a, b] = [places[0], places[1]];
    if (a === undefined || b === undefined) continue;
    gaps.push(Math.hypot((x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)));
  }
  return median(gaps);
}

function hallBounds(x: Float32Array, y: Float32Array, radius: number, areas: PictureArea[]): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const include = (px: number, py: number, reach: number) => {
    bounds.left = Math.min(bounds.left, px - reach);
    bounds.top = Math.min(bounds.top, py - reach);
    bounds.right = Math.max(bounds.right, px + reach);
    bounds.bottom = Math.max(bounds.bottom, py + reach);
  };
  for (let place = 0; place < x.length; place += 1) include(x[place] ?? 0, y[place] ?? 0, radius * 2);
  for (const area of areas) {
    // Turned shapes are taken by their far corners unturned: a little too roomy does no harm here.
    for (const [px, py] of area.points ?? []) include(area.x + px, area.y + py, 0);
    const reach = Math.max(area.rx ?? 0, area.ry ?? 0, area.r ?? 0);
    if (area.shape !== 'polygon') include(area.x, area.y, reach);
    if (area.width !== undefined) include(area.x + area.width, area.y + (area.height ?? 0), 0);
  }
  if (!Number.isFinite(bounds.left)) return { left: 0, top: 0, right: 100, bottom: 100 };
  return bounds;
}

type Columns = Pick<HallModel, 'x' | 'y' | 'section' | 'category' | 'rows'>;

function describeSection(name: string, index: number, columns: Columns): HallSection {
  const { x, y, category } = columns;
  const rows = columns.rows.flatMap((piece, row) => (piece.section === index ? [row] : []));
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const middle = { x: 0, y: 0 };
  const byCategory = new Map<number, number>();
  let seatCount = 0;
  const each = (visit: (place: number) => void) => {
    for (const row of rows) columns.rows[row]?.places.forEach(visit);
  };
  each((place) => {
    const [px, py] = [x[place] ?? 0, y[place] ?? 0];
    bounds.left = Math.min(bounds.left, px);
    bounds.right = Math.max(bounds.right, px);
    bounds.top = Math.min(bounds.top, py);
    bounds.bottom = Math.max(bounds.bottom, py);
    middle.x += px;
    middle.y += py;
    seatCount += 1;
    byCategory.set(category[place] ?? 0, (byCategory.get(category[place] ?? 0) ?? 0) + 1);
  });
  middle.x /= seatCount || 1;
  middle.y /= seatCount || 1;
  let anchor = { ...middle };
  let nearest = Infinity;
  each((place) => {
    const distance = Math.hypot((x[place] ?? 0) - middle.x, (y[place] ?? 0) - middle.y);
    if (distance >= nearest) return;
    nearest = distance;
    anchor = { x: x[place] ?? 0, y: y[place] ?? 0 };
  });
  // Where seats lie all around the middle it is the better place: it does not jump to one side.
  if (nearest < Math.hypot(bounds.right - bounds.left, bounds.bottom - bounds.top) * 0.12) anchor = middle;
  const main = [...byCategory].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  return { name, shortName: shortened(name), bounds, anchor, seatCount, rows, category: main };
}

/** The last word, without the Korean word for "section" behind it. */
function shortened(name: string): string {
  const last = name.split(' ').at(-1) ?? name;
  return last.replace(/구역$/, '') || name;
}
