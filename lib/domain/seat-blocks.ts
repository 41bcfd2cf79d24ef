/** What the rules over a row need to know of a hall, in plan order: HallPicture.seats has it. */
export interface SeatColumns {
  /** The row piece of each seat. */
  row: readonly number[];
  x: readonly number[];
  y: readonly number[];
}

/** Seats side by side without an aisle between them, in order along the row. */
export interface SeatBlock {
  /** Name of the row the block belongs to: blocks of one row have one. */
  row: number;
  places: readonly number[];
}

/** A gap wider than this many usual distances of its row is an aisle. */
const aisleFactor = 1.6;

function alongRow(places: readonly number[], { x, y }: SeatColumns): number[] {
  const spread = (of: readonly number[]) => {
    const values = places.map((place) => of[place] ?? 0);
    return Math.max(...values) - Math.min(...values);
  };
  // A curved row is still wider than deep (or, at the side of a hall, deeper than wide).
  const axis = spread(x) >= spread(y) ? x : y;
  return [...places].sort((a, b) => (axis[a] ?? 0) - (axis[b] ?? 0) || a - b);
}

function distances(places: readonly number[], { x, y }: SeatColumns): number[] {
  return places.slice(1).map((place, i) => {
    const before = places[i] ?? place;
    return Math.hypot((x[place] ?? 0) - (x[before] ?? 0), (y[place] ?? 0) - (y[before] ?? 0));
  });
}

/** Takes a hall's rows apart at their aisles. */
export function seatBlocks(columns: SeatColumns): SeatBlock[] {
  const rows = new Map<number, number[]>();
  columns.row.forEach((row, place) => {
    const places = rows.get(row);
    if (places) places.push(place);
    else rows.set(row, [place]);
  });
  return [...rows].flatMap(([row, unordered]) => {
    const places = alongRow(unordered, columns);
    const gaps = distances(places, columns);
    const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
    const blocks: number[][] = [[]];
    places.forEach((place, i) => {
      if (i > 0 && (gaps[i - 1] ?? 0) > usual * aisleFactor) blocks.push([]);
      blocks.at(-1)?.push(place);
    });
    return blocks.map((block) => ({ row, places: block }));
  });
}
