import type { HallPicture } from './hall-picture';
import { type ByRow, type PackedHall, rowEnds } from './packed-hall';

/** The picture that packHall packed. */
export function unpackHall(packed: PackedHall): HallPicture {
  const { format: _, sections, labels, rows, x, y, number, radius, category, ...rest } = packed;
  const { accessible, companion, restrictedView, ...plain } = rest;
  return {
    ...plain,
    seatCount: x.length,
    sections: sections.map((name) => ({ name })),
    rows: rows.label.map((label, index) => ({
      section: rows.section[index] ?? 0,
      floor: rows.floor[index] ?? 0,
      label: labels[label] ?? '',
      labelled: rowEnds[rows.labelled[index] ?? 0] ?? null,
    })),
    seats: {
      row: spread(
        rows.seats.map((_, index) => index),
        rows.seats,
      ),
      number: unpackNumbers(number, rows.seats),
      x: unpackTenths(x, rows.seats),
      y: unpackTenths(y, rows.seats),
      radius: spread(radius, rows.seats),
      category: spread(category, rows.seats),
      accessible,
      companion,
      restrictedView,
    },
  };
}

function unpackTenths(packed: readonly number[], counts: readonly number[]): number[] {
  const values: number[] = [];
  let [rowFirst, rowStep] = [0, 0];
  for (const count of counts) {
    let [at, step] = [rowFirst, rowStep];
    for (let index = 0; index < count; index += 1) {
      const change = packed[values.length] ?? 0;
      if (index > 0) step += change;
      at += index === 0 ? change : step;
      if (index === 0) rowFirst = at;
      if (index === 1) rowStep = step;
      values.push(at / 10);
    }
  }
  return values;
}

function unpackNumbers(packed: PackedHall['number'], counts: readonly number[]): string[] {
  return packed.flatMap((row, index) => {
    const [first = '', step] = row;
    // Lists are of text, runs of numbers.
    if (typeof first === 'string' || typeof step === 'string') return row.map(String);
    return Array.from({ length: counts[index] ?? 0 }, (_, seat) => String(first + seat * (step ?? 0)));
  });
}

/** One value a seat from one a row, or from as many as the row has seats. */
function spread<Value>(values: readonly ByRow<Value>[], counts: readonly number[]): Value[] {
  return values.flatMap((value, index) =>
    Array.isArray(value) ? value : new Array<Value>(counts[index] ?? 0).fill(value),
  );
}
