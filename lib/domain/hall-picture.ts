import { type Hall, type HallArea, rowLabel, sectionOf } from './hall';
import { floorOfZones } from './plan-floors';
import type { SeatingPlan } from './seating-plan';

/** A shape behind the seats. */
export interface PictureArea {
  shape: 'polygon' | 'rectangle' | 'ellipse' | 'circle' | 'text';
  /** Absolute: a rectangle's upper left corner, the centre of an ellipse or circle, the origin of a polygon or text. */
  x: number;
  y: number;
  /** Degrees clockwise, around x, y. */
  rotation: number;
  color: string;
  borderColor: string;
  /** Index into floors; absent: drawn on every floor. */
  floor?: number;
  /** Relative to x, y; turned with the shape. */
  points?: [number, number][];
  width?: number;
  height?: number;
  rx?: number;
  ry?: number;
  r?: number;
  /** Centred on its x, y, which are relative to the area's. `size` is the font's height in plan units. */
  text?: { text: string; x: number; y: number; color: string; size: number };
}

/** What a browser needs to draw a hall, in columns, and nothing that changes during a sale. It travels packed (packHall). */
export interface HallPicture {
  planId: string;
  name: string;
  width: number;
  height: number;
  seatCount: number;
  categories: { name: string; color: string }[];
  sections: { name: string }[];
  /** Names of the floors; empty where the plan is not divided into floors. */
  floors: string[];
  /** What the seats look at, absolute. */
  focalPoint: { x: number; y: number };
  /**
   * Row pieces in plan order; `section` and `floor` are indexes (floor 0 where there are none). `labelled`: at which ends
   * the plan wants the row's name.
   */
  rows: { section: number; floor: number; label: string; labelled: 'start' | 'end' | 'both' | null }[];
  /** One entry a seat, in plan order: the index is the place. */
  seats: {
    /** Index into rows. */
    row: number[];
    number: string[];
    /** Rounded to 0.1. */
    x: number[];
    y: number[];
    radius: number[];
    /** Index into categories. */
    category: number[];
    /** Places of the seats with room for a wheelchair. */
    accessible: number[];
    /** Places of the seats beside those, for whoever comes along. */
    companion: number[];
    /** Places from which the stage is not wholly in sight. */
    restrictedView: number[];
  };
  areas: PictureArea[];
  /** Texts of the plan with what they are in English; absent where the plan says it of none. */
  english?: [text: string, english: string][];
  /** What is sold by capacity, in plan order; `shapes` are indexes into areas. */
  standing: { name: string; shapes: number[] }[];
}

/** The picture of a compiled plan; `hall` must be `compileHall(plan)`. */
export function hallPicture(planId: string, hall: Hall, plan: SeatingPlan): HallPicture {
  const categoryIndex = new Map(hall.categories.map((category, index) => [category.name, index]));
  const translations = plan.rowlock?.translations;
  const rowOfSeat = plan.zones
    .flatMap((zone) => zone.rows)
    .flatMap((row, index) => row.seats.map(() => index));
  return {
    planId,
    name: hall.name,
    width: hall.width,
    height: hall.height,
    seatCount: hall.seats.length,
    categories: hall.categories,
    sections: hall.sections.map((name) => ({ name })),
    floors: hall.floors,
    focalPoint: { x: tenth(hall.focalPoint.x), y: tenth(hall.focalPoint.y) },
    rows: pictureRows(hall, plan),
    seats: {
      row: rowOfSeat,
      number: hall.seats.map((seat) => seat.number),
      x: hall.seats.map((seat) => tenth(seat.x)),
      y: hall.seats.map((seat) => tenth(seat.y)),
      radius: hall.seats.map((seat) => seat.radius),
      category: hall.seats.map((seat) => categoryIndex.get(seat.category) ?? 0),
      accessible: placesWith(hall, 'accessible'),
      companion: placesWith(hall, 'companion'),
      restrictedView: placesWith(hall, 'restrictedView'),
    },
    areas: hall.areas.map(pictureArea),
    ...(translations && { english: translations.map(({ text, en }): [string, string] => [text, en]) }),
    standing: hall.standing.map(({ name, shapes }) => ({ name, shapes })),
  };
}

function placesWith(hall: Hall, mark: 'accessible' | 'companion' | 'restrictedView'): number[] {
  return hall.seats.filter((seat) => seat[mark]).map((seat) => seat.place);
}

function pictureRows(hall: Hall, plan: SeatingPlan): HallPicture['rows'] {
  const { floors } = floorOfZones(plan);
  const sectionIndex = new Map(hall.sections.map((name, index) => [name, index]));
  return plan.zones.flatMap((zone, index) =>
    zone.rows.map((row) => ({
      section: sectionIndex.get(sectionOf(zone)) ?? 0,
      floor: floors[index] ?? 0,
      label: rowLabel(row),
      labelled: row.row_number_position ?? null,
    })),
  );
}

function pictureArea(area: HallArea): PictureArea {
  const { polygon, rectangle, ellipse, circle, text, floor } = area;
  return {
    shape: area.shape,
    x: tenth(area.x),
    y: tenth(area.y),
    rotation: area.rotation ?? 0,
    color: area.color ?? '',
    borderColor: area.border_color ?? '',
    ...(floor !== undefined && { floor }),
    ...(polygon && { points: polygon.points.map(({ x, y }): [number, number] => [tenth(x), tenth(y)]) }),
    ...rectangle,
    ...(ellipse && { rx: ellipse.radius.x, ry: ellipse.radius.y }),
    ...(circle && { r: circle.radius }),
    ...(text && {
      text: {
        text: text.text,
        x: tenth(text.position.x),
        y: tenth(text.position.y),
        color: text.color ?? '',
        size: text.size ?? 16,
      },
    }),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
