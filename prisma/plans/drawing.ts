import type { PlanArea, SeatingPlan } from '@/lib/domain/seating-plan';

export interface Point {
  x: number;
  y: number;
}

/** A row before it is decided how many seats it gets. */
export interface DrawnRow {
  /** What stands before "열". */
  number: string;
  category: string;
  /** As many as fit; the hall's exact size may take some away. */
  seats: number;
  /** The seats' points when there are that many, in the order of their numbers. */
  points(seats: number): Point[];
  /** The row pieces to its left, when the numbers go on from them, as theatres have it. */
  after?: DrawnRow[];
  /** How many seats at each end have room for a wheelchair. */
  accessibleEnds?: number;
}

export interface DrawnSection {
  /** Short, unique in the hall: the seats' ids begin with it. */
  code: string;
  name: string;
  rows: DrawnRow[];
  /** The floor under the section. */
  outline: Point[];
}

export interface DrawnHall {
  name: string;
  /** The hall has exactly this many; what the drawing has more is taken from the ends of the rear rows. */
  seats: number;
  sections: DrawnSection[];
  scenery: PlanArea[];
}

/** Distance of seats in a row, and of rows: a seat's radius is the format's default of 10. */
export const seatPitch = 24;
export const rowPitch = 28;

/** Told apart with every colour vision, on a dark and on a light page. Dearest first. */
const categoryColours: Record<string, string> = {
  VIP: '#f2b632',
  R: '#e0603c',
  S: '#4a9ff0',
  A: '#17a07e',
  B: '#b583d8',
};

const floorColour = '#8488a21c';
export const stageColour = '#3a3550';
const margin = 80;

/** The plan of a drawn hall. Places are stable: the same drawing gives the same plan, to the last digit. */
export function planOf(hall: DrawnHall): SeatingPlan {
  const counts = seatCounts(hall);
  const outlines = hall.sections.map((section) => polygon(section.outline, floorColour));
  const shift = shiftOf(hall, counts);
  const accessible: string[] = [];
  const zones = hall.sections.map((section) => zoneOf(section, counts, shift, accessible));
  const used = new Set(hall.sections.flatMap((section) => section.rows.map((row) => row.category)));
  return {
    name: hall.name,
    categories: Object.entries(categoryColours)
      .filter(([name]) => used.has(name))
      .map(([name, color]) => ({ name, color })),
    zones: [
      { name: hall.name, position: shift.by, rows: [], areas: [...outlines, ...hall.scenery] },
      ...zones,
    ],
    size: shift.size,
    rowlock: { version: 1, accessible },
  };
}

type Counts = Map<DrawnRow, number>;
interface Shift {
  by: Point;
  size: { width: number; height: number };
}

function seatCounts(hall: DrawnHall): Counts {
  const counts: Counts = new Map();
  for (const section of hall.sections) for (const row of section.rows) counts.set(row, row.seats);
  let excess = [...counts.values()].reduce((sum, seats) => sum + seats, 0) - hall.seats;
  if (excess < 0) throw new Error(`${hall.name} has ${-excess} seats too few`);
  // From the rear, one seat a row and round: nobody sees a seat less at the end of a row of twenty.
  const depth = Math.max(...hall.sections.map((section) => section.rows.length));
  for (let fromRear = 1; excess > 0; fromRear = (fromRear % depth) + 1) {
    for (const section of hall.sections) {
      const row = section.rows.at(-fromRear);
      if (!row || excess === 0 || section.rows.length < fromRear) continue;
      counts.set(row, (counts.get(row) ?? 0) - 1);
      excess -= 1;
    }
  }
  return counts;
}

function zoneOf(section: DrawnSection, counts: Counts, shift: Shift, accessible: string[]) {
  const rows = section.rows.map((row) => ({ row, points: row.points(counts.get(row) ?? 0) }));
  const origin = rows[0]?.points[0] ?? { x: 0, y: 0 };
  return {
    name: section.name,
    position: { x: tenth(origin.x + shift.by.x), y: tenth(origin.y + shift.by.y) },
    rows: rows.map(({ row, points }) => {
      const first = points[0] ?? origin;
      const firstNumber = (row.after ?? []).reduce((sum, piece) => sum + (counts.get(piece) ?? 0), 1);
      return {
        row_number: `${row.number}열`,
        row_number_position: 'both' as const,
        position: between(origin, first),
        seats: points.map((point, index) => {
          const guid = `${section.code}-${row.number}-${firstNumber + index}`;
          const fromEnd = Math.min(index, points.length - 1 - index);
          if (fromEnd < (row.accessibleEnds ?? 0)) accessible.push(guid);
          return {
            seat_guid: guid,
            seat_number: String(firstNumber + index),
            position: between(first, point),
            category: row.category,
          };
        }),
      };
    }),
  };
}

function shiftOf(hall: DrawnHall, counts: Counts): Shift {
  const points = hall.sections.flatMap((section) => [
    ...section.outline,
    ...section.rows.flatMap((row) => row.points(counts.get(row) ?? 0)),
  ]);
  for (const area of hall.scenery) {
    for (const point of area.polygon?.points ?? []) {
      points.push({ x: point.x + (area.position?.x ?? 0), y: point.y + (area.position?.y ?? 0) });
    }
  }
  const [left, right] = range(points.map((point) => point.x));
  const [top, bottom] = range(points.map((point) => point.y));
  return {
    by: { x: tenth(margin - left), y: tenth(margin - top) },
    size: {
      width: Math.ceil(right - left + 2 * margin),
      height: Math.ceil(bottom - top + 2 * margin),
    },
  };
}

function range(values: number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** A filled shape behind the seats, in the hall's coordinates. */
export function polygon(points: Point[], color: string, text?: PlanArea['text']): PlanArea {
  return {
    shape: 'polygon',
    color,
    position: { x: 0, y: 0 },
    polygon: { points: points.map(({ x, y }) => ({ x: tenth(x), y: tenth(y) })) },
    ...(text && { text }),
  };
}

// Both ends are rounded before they are subtracted: the sums a reader makes come out at one decimal again.
function between(from: Point, to: Point): Point {
  return { x: tenth(tenth(to.x) - tenth(from.x)), y: tenth(tenth(to.y) - tenth(from.y)) };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 || 0;
}
