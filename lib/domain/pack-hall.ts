import type { HallPicture } from './hall-picture';
import { type ByRow, hallFormat, type PackedHall, rowEnds } from './packed-hall';

/** A hall's picture as it travels to browsers; unpackHall reads it. */
export function packHall({ seatCount: _, sections, rows, seats, ...rest }: HallPicture): PackedHall {
  const labels = [...new Set(rows.map(({ label }) => label))];
  const labelIndex = new Map(labels.map((label, index) => [label, index]));
  const counts = rows.map(() => 0);
  for (const row of seats.row) counts[row] = (counts[row] ?? 0) + 1;
  const byRow = <Value>(column: readonly Value[]) => cut(column, counts);
  return {
    ...rest,
    format: hallFormat,
    sections: sections.map(({ name }) => name),
    labels,
    rows: {
      section: rows.map(({ section }) => section),
      floor: rows.map(({ floor }) => floor),
      label: rows.map(({ label }) => labelIndex.get(label) ?? 0),
      labelled: rows.map(({ labelled }) => rowEnds.indexOf(labelled)),
      seats: counts,
    },
    x: packTenths(byRow(seats.x)),
    y: packTenths(byRow(seats.y)),
    number: byRow(seats.number).map(packNumbers),
    radius: byRow(seats.radius).map(once),
    category: byRow(seats.category).map(once),
    accessible: seats.accessible,
    companion: seats.companion,
    restrictedView: seats.restrictedView,
  };
}

/** Cuts a column into the row pieces; places count row by row, so each is one stretch. */
function cut<Value>(column: readonly Value[], counts: readonly number[]): Value[][] {
  let from = 0;
  return counts.map((count) => {
    from += count;
    return column.slice(from - count, from);
  });
}

function packTenths(rows: number[][]): number[] {
  const packed: number[] = [];
  let [rowFirst, rowStep] = [0, 0];
  for (const row of rows) {
    let [before, step] = [rowFirst, rowStep];
    for (const [index, value] of row.entries()) {
      const at = Math.round(value * 10);
      const moved = at - before;
      packed.push(index === 0 ? moved : moved - step);
      if (index === 0) rowFirst = at;
      else step = moved;
      if (index === 1) rowStep = moved;
      before = at;
    }
  }
  return packed;
}

function packNumbers(numbers: string[]): [first: number, step: number] | string[] {
  const [first, second] = numbers.map(Number);
  if (first === undefined) return [];
  const step = second === undefined ? 0 : second - first;
  // "07" and "A7" are no numbers here: they must come out as they went in.
  const isRun = numbers.every((number, index) => number === String(first + index * step));
  return isRun && Number.isSafeInteger(first) && Number.isSafeInteger(step) ? [first, step] : numbers;
}

function once<Value>(values: Value[]): ByRow<Value> {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : values;
}
