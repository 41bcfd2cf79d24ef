import type { PlanArea, PlanZone, RowlockExtension, SeatingPlan } from '@/lib/domain/seating-plan';

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
  /** How many seats at each end have room for a wheelchair; as many beside them are for who comes along. */
  accessibleEnds?: number;
  /** The stage is not wholly in sight from here. */
  restrictedView?: boolean;
}

export interface DrawnSection {
  /** Short, unique in the hall: the seats' ids begin with it. */
  code: string;
  name: string;
  /** Its name in English, where that cannot be seen of a number. */
  english?: string;
  /** Name of the storey, where the hall has several. */
  floor?: string;
  rows: DrawnRow[];
  /** The ground under the section. */
  outline: Point[];
}

/** A part of the hall sold by capacity. */
export interface DrawnStanding {
  /** Short, unique in the hall. */
  code: string;
  name: string;
  /** Its name for English readers, where it is another. */
  english?: string;
  /** Name of the storey, where the hall has several. */
  floor?: string;
  category: string;
  capacity: number;
  outline: Point[];
}

export interface DrawnHall {
  name: string;
  /** The hall has exactly this many; what the drawing has more is taken from the ends of the rear rows. */
  seats: number;
  sections: DrawnSection[];
  standing?: DrawnStanding[];
  scenery: PlanArea[];
  /** What the seats look at, in the drawing's coordinates. */
  focalPoint?: Point;
  /** Names of storeys in English, where that cannot be seen of a number. */
  floorsInEnglish?: Record<string, string>;
}

/** Distance of seats in a row, and of rows: a seat's radius is the format's default of 10. */
export const seatPitch = 24;
export const rowPitch = 28;

/** Told apart with every colour vision, on a dark and on a light page (palette.test.ts). Dearest first. */
export const categoryColours: Record<string, string> = {
  VIP: '#efab35',
  R: '#e0603c',
  S: '#5cb8ff',
  A: '#17a07e',
  B: '#9566b5',
};

const groundColour = '#8488a21c';
export const stageColour = '#3a3550';
const margin = 80;

/** The plan of a drawn hall. Places are stable: the same drawing gives the same plan, to the last digit. */
export function planOf(hall: DrawnHall): SeatingPlan {
  const counts = seatCounts(hall);
  const shift = shiftOf(hall, counts);
  const marks: Marks = { accessible: [], companion: [], restricted_view: [] };
  const zones = hall.sections.map((section) => zoneOf(section, counts, shift, marks));
  const standing = hall.standing ?? [];
  const used = new Set([
    ...hall.sections.flatMap((section) => section.rows.map((row) => row.category)),
    ...standing.map(({ category }) => category),
  ]);
  const grounds = groundsOf(hall, shift);
  const pits = standing.map(({ code, name, outline }) => ({
    ...{ name, zone_id: code, position: shift.by, rows: [], areas: [polygon(outline, groundColour)] },
  }));
  return {
    name: hall.name,
    categories: Object.entries(categoryColours)
      .filter(([name]) => used.has(name))
      .map(([name, color]) => ({ name, color })),
    zones: [...grounds, ...zones, ...pits],
    size: shift.size,
    rowlock: {
      version: 1,
      ...marks,
      ...floorsOf(hall, grounds.length),
      ...(hall.focalPoint && { focal_point: moved(hall.focalPoint, shift) }),
      ...translationsOf(hall),
      ...(standing.length > 0 && {
        standing: standing.map(({ code, capacity, category }) => ({ zone_id: code, capacity, category })),
      }),
    },
  };
}

function translationsOf(hall: DrawnHall): Pick<RowlockExtension, 'translations'> {
  const english = new Map(Object.entries(hall.floorsInEnglish ?? {}));
  for (const { name, english: said } of [...hall.sections, ...(hall.standing ?? [])]) {
    if (said) english.set(name, said);
  }
  const translations = [...english].map(([text, en]) => ({ text, en }));
  return translations.length > 0 ? { translations } : {};
}

type Marks = Required<Pick<RowlockExtension, 'accessible' | 'companion' | 'restricted_view'>>;

/** What lies under the seats: a zone for each storey's sections, then the scenery, which is drawn with all of them. */
function groundsOf(hall: DrawnHall, { by }: Shift): PlanZone[] {
  const ground = (name: string, areas: PlanArea[]) => ({ name, position: by, rows: [], areas });
  const floors = floorNames(hall);
  const outlines = (sections: DrawnSection[]) =>
    sections.map(({ outline }) => polygon(outline, groundColour));
  if (floors.length === 0) return [ground(hall.name, [...outlines(hall.sections), ...hall.scenery])];
  return [
    ...floors.map((floor) =>
      ground(floor, outlines(hall.sections.filter((section) => section.floor === floor))),
    ),
    ground(hall.name, hall.scenery),
  ];
}

function floorNames(hall: DrawnHall): string[] {
  return [...new Set([...hall.sections, ...(hall.standing ?? [])].flatMap(({ floor }) => floor ?? []))];
}

/** Each storey with its ground and its sections, by their index in the plan. */
function floorsOf(hall: DrawnHall, grounds: number): Pick<RowlockExtension, 'floors'> {
  const names = floorNames(hall);
  if (names.length === 0) return {};
  const parts = [...hall.sections, ...(hall.standing ?? [])];
  const floors = names.map((name, index) => ({
    name,
    zones: [index, ...parts.flatMap(({ floor }, zone) => (floor === name ? [grounds + zone] : []))],
  }));
  return { floors };
}

function moved(point: Point, { by }: Shift): Point {
  return { x: tenth(point.x + by.x), y: tenth(point.y + by.y) };
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

function zoneOf(section: DrawnSection, counts: Counts, shift: Shift, marks: Marks) {
  const rows = section.rows.map((row) => ({ row, points: row.points(counts.get(row) ?? 0) }));
  const origin = rows[0]?.points[0] ?? { x: 0, y: 0 };
  return {
    name: section.name,
    position: moved(origin, shift),
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
          const wheelchairs = row.accessibleEnds ?? 0;
          if (fromEnd < wheelchairs) marks.accessible.push(guid);
          else if (fromEnd < 2 * wheelchairs) marks.companion.push(guid);
          if (row.restrictedView) marks.restricted_view.push(guid);
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
  for (const { outline } of hall.standing ?? []) points.push(...outline);
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
