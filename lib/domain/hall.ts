import { recogniseFocalPoint } from './focal-point';
import { floorOfZones } from './plan-floors';
import type { PlanArea, PlanRow, PlanZone, SeatingPlan } from './seating-plan';

/** A seat of a hall, with its absolute position in plan units. */
export interface HallSeat {
  /** Index in plan order: the seat's identity within the plan. */
  place: number;
  guid: string;
  section: string;
  /** The section's English name, where the plan has one. */
  sectionEnglish?: string;
  row: string;
  number: string;
  x: number;
  y: number;
  radius: number;
  category: string;
  /** Has room for a wheelchair. */
  accessible: boolean;
  /** Beside a place for a wheelchair, for whoever comes along. */
  companion: boolean;
  /** The stage is not wholly in sight from here. */
  restrictedView: boolean;
  /** Index into the hall's floors; 0 where the plan has none. */
  floor: number;
}

/** A seating plan worked out: every seat and area with its absolute position. */
export interface Hall {
  name: string;
  width: number;
  height: number;
  categories: { name: string; color: string }[];
  /** Names of the sections that have seats, each once. */
  sections: string[];
  /** Names of the floors, bottom first as the plan lists them; empty where the plan is not divided into floors. */
  floors: string[];
  /** What the seats look at; plan units, absolute. */
  focalPoint: { x: number; y: number };
  /** In plan order: a seat's index is its place. */
  seats: HallSeat[];
  areas: HallArea[];
  /** What is sold by capacity, in plan order: an area's index is its identity. */
  standing: HallStanding[];
}

/** A part of the hall sold by capacity. */
export interface HallStanding {
  name: string;
  /** The English name, where the plan has one. */
  nameEnglish?: string;
  category: string;
  capacity: number;
  /** Indexes into areas: the shapes it is drawn as. */
  shapes: number[];
}

/**
 * An area of the plan; x and y are absolute, its points and text are relative to them, as in the plan. Without a floor
 * it belongs to all of them.
 */
export type HallArea = Omit<PlanArea, 'position'> & { x: number; y: number; floor?: number };

const defaultRadius = 10;
const defaultColour = '#8c96a8';

/**
 * Works a plan out. Places count zones, rows and seats in the order they stand in the file; a seat is at zone + row +
 * seat. Its section is its zone's name, its row the `row_number` put into `row_label` where there is one.
 */
export function compileHall(plan: SeatingPlan): Hall {
  const marks = seatMarks(plan);
  const { floors } = floorOfZones(plan);
  const english = englishIn(plan);
  const seats: HallSeat[] = [];
  for (const [index, zone] of plan.zones.entries()) {
    const floor = floors[index] ?? 0;
    const section = sectionOf(zone);
    const sectionEnglish = english.get(section);
    for (const row of zone.rows) {
      const left = zone.position.x + (row.position?.x ?? 0);
      const top = zone.position.y + (row.position?.y ?? 0);
      const label = rowLabel(row);
      for (const seat of row.seats) {
        seats.push({
          place: seats.length,
          guid: seat.seat_guid,
          section,
          ...(sectionEnglish !== undefined && { sectionEnglish }),
          row: label,
          number: seat.seat_number,
          x: left + seat.position.x,
          y: top + seat.position.y,
          radius: seat.radius ?? defaultRadius,
          category: seat.category,
          accessible: marks.accessible.has(seat.seat_guid),
          companion: marks.companion.has(seat.seat_guid),
          restrictedView: marks.restrictedView.has(seat.seat_guid),
          floor,
        });
      }
    }
  }
  const areas = plan.zones.flatMap((zone, index) => absoluteAreas(zone, floors[index]));
  return {
    name: plan.name,
    width: plan.size.width,
    height: plan.size.height,
    categories: plan.categories.map(({ name, color }) => ({ name, color: color || defaultColour })),
    sections: [...new Set(seats.map((seat) => seat.section))],
    floors: (plan.rowlock?.floors ?? []).map(({ name }) => name),
    focalPoint: plan.rowlock?.focal_point ?? recogniseFocalPoint(areas, plan.size.width),
    seats,
    areas: areas.map(({ zone: _, ...area }) => area),
    standing: standingOf(plan),
  };
}

/** The standing areas that have a category, and with it a price. */
function standingOf(plan: SeatingPlan): HallStanding[] {
  const { zones, rowlock } = plan;
  const english = englishIn(plan);
  const drawn = zones.flatMap((zone) => (zone.areas ?? []).map((area) => ({ zone, area })));
  return (rowlock?.standing ?? []).flatMap(({ zone_id, area_uuid, category, capacity, name }) => {
    if (category === undefined) return [];
    const isMeant = ({ zone, area }: (typeof drawn)[number]) =>
      zone_id === undefined ? area.uuid === area_uuid : zone.zone_id === zone_id;
    const shapes = drawn.flatMap((one, index) => (isMeant(one) ? [index] : []));
    const first = drawn.find(isMeant);
    const zone = first?.zone ?? zones.find((one) => one.zone_id === zone_id);
    const written = area_uuid === undefined ? undefined : first?.area.text?.text;
    const called = name || written || (zone && sectionOf(zone)) || category;
    const nameEnglish = english.get(called);
    return [{ name: called, ...(nameEnglish !== undefined && { nameEnglish }), category, capacity, shapes }];
  });
}

/** Texts of the plan, and what the plan says they are in English. */
function englishIn({ rowlock }: SeatingPlan): Map<string, string> {
  return new Map(rowlock?.translations?.map(({ text, en }) => [text, en]));
}

/** What buyers call the section a zone is: its name, else its id. */
export function sectionOf(zone: PlanZone): string {
  return zone.name || zone.zone_id || '';
}

/** What buyers read as a row's name. */
export function rowLabel(row: PlanRow): string {
  // As a function: a row number with `$&` in it is text, not a pattern.
  return row.row_label ? row.row_label.replaceAll('%s', () => row.row_number) : row.row_number;
}

function seatMarks({ rowlock }: SeatingPlan) {
  return {
    accessible: new Set(rowlock?.accessible),
    companion: new Set(rowlock?.companion),
    restrictedView: new Set(rowlock?.restricted_view),
  };
}

function absoluteAreas(zone: PlanZone, floor: number | undefined): (HallArea & { zone: string })[] {
  return (zone.areas ?? []).map(({ position, ...area }) => ({
    ...area,
    x: zone.position.x + (position?.x ?? 0),
    y: zone.position.y + (position?.y ?? 0),
    zone: sectionOf(zone),
    ...(floor !== undefined && { floor }),
  }));
}
