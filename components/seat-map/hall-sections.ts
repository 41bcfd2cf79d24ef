import type { Bounds, Point } from './geometry';

/** A block of seats with one name. */
export interface HallSection {
  name: string;
  /** For where there is little room: `플로어 A2구역` → `A2`; `2A` where other floors have an A too. */
  shortName: string;
  bounds: Bounds;
  /** Where its name stands: the seat nearest to its middle, so that a curved block is not labelled beside itself. */
  anchor: Point;
  seatCount: number;
  /** The floor its rows are on. */
  floor: number;
  /** Indexes of its row pieces, in plan order. */
  rows: number[];
  /** The category most of its seats have. */
  category: number;
}

/** What is looked at to measure a section: seats by place, and the row pieces. */
interface Columns {
  x: Float32Array;
  y: Float32Array;
  category: Uint8Array;
  rows: readonly { floor: number; places: Int32Array }[];
}

/** Measures a section of these row pieces: its seats, bounds, middle and main category. */
export function describeSection(name: string, rows: number[], columns: Columns): HallSection {
  const { x, y, category } = columns;
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
    const distance = ((x[place] ?? 0) - middle.x) ** 2 + ((y[place] ?? 0) - middle.y) ** 2;
    if (distance >= nearest) return;
    nearest = distance;
    anchor = { x: x[place] ?? 0, y: y[place] ?? 0 };
  });
  // Where seats lie all around the middle it is the better place: it does not jump to one side.
  const across = Math.hypot(bounds.right - bounds.left, bounds.bottom - bounds.top);
  if (Math.sqrt(nearest) < across * 0.12) anchor = middle;
  const main = [...byCategory].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const floor = columns.rows[rows[0] ?? -1]?.floor ?? 0;
  return { name, shortName: name, bounds, anchor, seatCount, floor, rows, category: main };
}

/** The upright rectangle around the middles of these seats. */
export function boundsOfPlaces({ x, y }: Pick<Columns, 'x' | 'y'>, places: readonly number[]): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const place of places) {
    bounds.left = Math.min(bounds.left, x[place] ?? 0);
    bounds.right = Math.max(bounds.right, x[place] ?? 0);
    bounds.top = Math.min(bounds.top, y[place] ?? 0);
    bounds.bottom = Math.max(bounds.bottom, y[place] ?? 0);
  }
  return bounds;
}

/** Gives each section its short name: the shortest that no other has. */
export function withShortNames(sections: readonly HallSection[]): HallSection[] {
  const shorter: ((section: HallSection) => string)[] = [
    ({ name }) => shortened(name),
    ({ name, floor }) => `${floor + 1}${shortened(name)}`,
  ];
  const counted = shorter.map((shorten) => {
    const names = sections.map(shorten);
    return { names, isAlone: (name: string) => names.indexOf(name) === names.lastIndexOf(name) };
  });
  return sections.map((section, index) => {
    const found = counted.find(({ names, isAlone }) => isAlone(names[index] ?? ''));
    return { ...section, shortName: found?.names[index] ?? section.name };
  });
}

/** The last word, without the Korean word for "section" behind it. */
function shortened(name: string): string {
  const last = name.split(' ').at(-1) ?? name;
  return last.replace(/구역$/, '') || name;
}
