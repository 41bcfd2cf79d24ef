import type { HallPicture, PictureArea } from '@/lib/domain/hall-picture';
import type { Money } from '@/lib/domain/money';
import type { Bounds } from './geometry';
import { describeSection, type HallSection } from './hall-sections';
import { buildSeatGrid, type SeatGrid } from './seat-grid';

/** What a category of the plan costs in this schedule. */
export interface Grade {
  category: string;
  name: string;
  colour: string;
  price: Money;
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
    floor: number;
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
  /** With room for a wheelchair. */
  accessible: ReadonlySet<number>;
  /** Beside those, for whoever comes along. */
  companion: ReadonlySet<number>;
  /** From here the stage is not wholly in sight. */
  restrictedView: ReadonlySet<number>;
  /** Names of the floors; fewer than two are no choice. */
  floors: string[];
  /** The floor of each seat, an index into floors. */
  floor: Uint8Array;
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
  const x = new Float32Array(seats.x);
  const y = new Float32Array(seats.y);
  const radius = new Float32Array(seats.radius);
  const row = new Uint32Array(seats.row);
  const rows = picture.rows.map((piece) => ({ ...piece, places: new Int32Array(0) as Int32Array }));
  for (const [index, places] of placesByRow(row, rows.length).entries()) {
    const piece = rows[index];
    if (piece) piece.places = places;
  }
  const section = new Uint16Array(row.length);
  const floor = new Uint8Array(row.length);
  for (const piece of rows) {
    for (const place of piece.places) {
      section[place] = piece.section;
      floor[place] = piece.floor;
    }
  }
  const rowsOf: number[][] = picture.sections.map(() => []);
  for (const [index, piece] of rows.entries()) rowsOf[piece.section]?.push(index);
  const category = new Uint8Array(seats.category);
  const seatRadius = usualRadius(radius) || 10;
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
      describeSection(name, rowsOf[index] ?? [], { x, y, category, rows }),
    ),
    grades: byCategory,
    colours: picture.categories.map(({ color }, index) => byCategory[index]?.colour ?? color),
    areas: picture.areas,
    accessible: new Set(seats.accessible),
    companion: new Set(seats.companion),
    restrictedView: new Set(seats.restrictedView),
    floors: picture.floors,
    floor,
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

/** A thousand seats tell it as well as all of them. */
function usualRadius(radius: Float32Array): number {
  const step = Math.max(1, Math.floor(radius.length / 1000));
  return median(radius.filter((_, place) => place % step === 0));
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
