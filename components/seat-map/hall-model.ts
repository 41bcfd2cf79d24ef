import type { HallPicture, PictureArea } from '@/lib/domain/hall-picture';
import type { Money } from '@/lib/domain/money';
import type { Bounds } from './geometry';
import { hallBounds, usualPitch, usualRadius } from './hall-measures';
import { describeSection, type HallSection, withShortNames } from './hall-sections';
import { buildSeatGrid, type SeatGrid } from './seat-grid';
import { type AreaForSale, buildStanding, type StandingPart } from './standing-parts';

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
    /** At which ends the plan wants its name. */
    labelled: 'start' | 'end' | 'both' | null;
    places: Int32Array;
  }[];
  sections: HallSection[];
  /** By category index. A category without a grade is not on sale in this schedule. */
  grades: (Grade | null)[];
  /** By category index: the grade's colour, or the plan's own. */
  colours: string[];
  areas: PictureArea[];
  /** What is sold by capacity, by its number in the schedule. */
  standing: StandingPart[];
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

/** Prepares a hall's picture for the map, with the grades and standing areas of the schedule. */
export function buildHallModel(
  picture: HallPicture,
  grades: readonly Grade[],
  areas: readonly AreaForSale[] = [],
): HallModel {
  const { seats } = picture;
  const x = new Float32Array(seats.x);
  const y = new Float32Array(seats.y);
  const radius = new Float32Array(seats.radius);
  const row = new Uint32Array(seats.row);
  const rows = withPlaces(picture.rows, row);
  const section = new Uint16Array(row.length);
  const floor = new Uint8Array(row.length);
  const rowsOf: number[][] = picture.sections.map(() => []);
  for (const [index, piece] of rows.entries()) {
    rowsOf[piece.section]?.push(index);
    for (const place of piece.places) {
      section[place] = piece.section;
      floor[place] = piece.floor;
    }
  }
  const category = new Uint8Array(seats.category);
  const seatRadius = usualRadius(radius) || 10;
  const pitch = usualPitch(rows, x, y) || seatRadius * 2.5;
  const bounds = hallBounds(x, y, seatRadius, picture.areas);
  const gradeOf = new Map(grades.map((grade) => [grade.category, grade]));
  const byCategory = picture.categories.map(({ name }) => gradeOf.get(name) ?? null);
  return {
    planId: picture.planId,
    seatCount: picture.seatCount,
    ...{ x, y, radius, category, row, rows, section, floor, bounds, pitch, seatRadius },
    number: seats.number,
    sections: withShortNames(
      picture.sections.map(({ name }, index) =>
        describeSection(name, rowsOf[index] ?? [], { x, y, category, rows }),
      ),
    ),
    grades: byCategory,
    colours: picture.categories.map(({ color }, index) => byCategory[index]?.colour ?? color),
    areas: picture.areas,
    standing: buildStanding(picture, areas),
    accessible: new Set(seats.accessible),
    companion: new Set(seats.companion),
    restrictedView: new Set(seats.restrictedView),
    floors: picture.floors,
    grid: buildSeatGrid(x, y, bounds, pitch * 4),
  };
}

/** Each row piece with its places: they count row by row, so each is one stretch. */
function withPlaces(rows: HallPicture['rows'], row: Uint32Array): HallModel['rows'] {
  const places = Int32Array.from(row.keys());
  let from = 0;
  return rows.map((piece, index) => {
    const begin = from;
    while (row[from] === index) from += 1;
    return { ...piece, places: places.subarray(begin, from) };
  });
}
