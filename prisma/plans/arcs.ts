import { type DrawnRow, type Point, rowPitch, seatPitch } from './drawing';

/**
 * Rows are arcs around a centre. Angles are in degrees from straight down (away from a stage at the top), growing to
 * the right: from -90 (left) over 0 (below the centre) to 90 (right). So seats count from the left as one faces the stage.
 */
export interface Arc {
  centre: Point;
  radius: number;
  from: number;
  to: number;
}

const degree = Math.PI / 180;

export function pointAt(centre: Point, radius: number, angle: number): Point {
  return {
    x: centre.x + radius * Math.sin(angle * degree),
    y: centre.y + radius * Math.cos(angle * degree),
  };
}

/** An arc moved outward by a distance, and shortened at both ends by `inset`: an aisle is as wide at the rear as in front. */
export function parallel(arc: Arc, outward: number, inset: number): Arc {
  const radius = arc.radius + outward;
  const cut = inset / radius / degree;
  return { centre: arc.centre, radius, from: arc.from + cut, to: arc.to - cut };
}

function lengthOf(arc: Arc): number {
  return (arc.to - arc.from) * degree * arc.radius;
}

/** How many seats fit on an arc, from end to end. */
function seatsOn(arc: Arc): number {
  return Math.floor(lengthOf(arc) / seatPitch + 1e-9) + 1;
}

/** Seats spread evenly from end to end, so that the section's edges are smooth whatever the number is. */
function spread(arc: Arc, seats: number): Point[] {
  const step = seats > 1 ? (arc.to - arc.from) / (seats - 1) : 0;
  return Array.from({ length: seats }, (_, index) =>
    pointAt(arc.centre, arc.radius, arc.from + index * step),
  );
}

export function arcRow(number: string, category: string, arc: Arc): DrawnRow {
  return { number, category, seats: seatsOn(arc), points: (seats) => spread(arc, seats) };
}

/** Rows behind each other: the first on the arc, each next one row further out, `inset` from the aisles at both ends. */
export function fan(arc: Arc, rows: number, inset: number, categoryOf: (row: number) => string): DrawnRow[] {
  return Array.from({ length: rows }, (_, index) =>
    arcRow(String(index + 1), categoryOf(index), parallel(arc, index * rowPitch, inset)),
  );
}

/** The last of the rows has room for wheelchairs at its ends: it is reached from the rear without a step. */
export function withAccessibleRear(rows: DrawnRow[]): DrawnRow[] {
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, accessibleEnds: 2 } : row));
}

/** The ground a fan of rows stands on, a little larger than its seats. */
export function fanOutline(arc: Arc, rows: number, inset: number): Point[] {
  const room = 19;
  const front = parallel(arc, -room, inset - room);
  const rear = parallel(arc, (rows - 1) * rowPitch + room, inset - room);
  return [...samples(front), ...samples(rear).reverse()];
}

/** Points along an arc, close enough for the eye. */
export function samples(arc: Arc): Point[] {
  const pieces = Math.max(2, Math.ceil((arc.to - arc.from) / 3));
  return Array.from({ length: pieces + 1 }, (_, index) =>
    pointAt(arc.centre, arc.radius, arc.from + ((arc.to - arc.from) * index) / pieces),
  );
}

/** Equal parts of an arc. */
export function divide(arc: Arc, parts: number): Arc[] {
  const step = (arc.to - arc.from) / parts;
  return Array.from({ length: parts }, (_, index) => ({
    ...arc,
    from: arc.from + index * step,
    to: arc.from + (index + 1) * step,
  }));
}

/**
 * The arcs of a bowl around (0, 0), from the left of the stage over the bottom to the right of it, joined without a
 * kink: the bottom arc, then pairwise those further up. Each sweep is in degrees; the bottom's is counted from its middle.
 */
export function bowl(bottom: number, pieces: { radius: number; sweep: number }[]): Arc[] {
  const right: Arc[] = [];
  let centre: Point = { x: 0, y: 0 };
  let angle = 0;
  let radius = pieces[0]?.radius ?? 0;
  centre = { x: 0, y: bottom - radius };
  for (const piece of pieces) {
    // The joint is on both arcs and so is its normal: the next centre lies on the line through joint and this centre.
    centre = pointAt(centre, radius - piece.radius, angle);
    radius = piece.radius;
    right.push({ centre, radius, from: angle, to: angle + piece.sweep });
    angle += piece.sweep;
  }
  const [first, ...rest] = right;
  if (!first) return [];
  const left = rest.map((arc) => ({
    centre: { x: -arc.centre.x, y: arc.centre.y },
    radius: arc.radius,
    from: -arc.to,
    to: -arc.from,
  }));
  return [...left.reverse(), { ...first, from: -first.to }, ...rest];
}
