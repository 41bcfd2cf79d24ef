import type { HallModel } from './hall-model';

type Columns = Pick<HallModel, 'x' | 'y' | 'radius'>;

/** Where a row's name stands, hall units: beyond its first and last seat, in the direction the row runs there. */
export function rowLabelPlaces(
  { x, y, radius }: Columns,
  places: Int32Array,
  ends: 'start' | 'end' | 'both' | null,
): [number, number][] {
  const beyond = (outer: number, inner: number, side: 1 | -1): [number, number] => {
    const [left, top] = [x[outer] ?? 0, y[outer] ?? 0];
    const [dx, dy] = [left - (x[inner] ?? 0), top - (y[inner] ?? 0)];
    const length = Math.hypot(dx, dy);
    const gap = (radius[outer] ?? 10) + 12;
    // A lone seat, or two on one spot: the row is taken to run from left to right.
    if (length === 0) return [left + side * gap, top];
    return [left + (dx / length) * gap, top + (dy / length) * gap];
  };
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined) return [];
  const labels: [number, number][] = [];
  if (ends === 'start' || ends === 'both') labels.push(beyond(first, places[1] ?? first, -1));
  if (ends === 'end' || ends === 'both') labels.push(beyond(last, places.at(-2) ?? last, 1));
  return labels;
}
