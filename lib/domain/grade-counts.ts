import type { Hall } from './hall';
import type { Grade } from './sale';
import { packedStatusAt } from './seat';

/** A grade with how many of its seats and places of standing areas there are, and are left. */
export interface GradeCount extends Grade {
  seatsTotal: number;
  seatsAvailable: number;
}

/** Counts a hall's seats and standing areas by grade, against what the map shows: packed seats, free places by area. */
export function countByGrade(
  grades: readonly Grade[],
  { seats, standing }: Pick<Hall, 'seats' | 'standing'>,
  { bytes, areas }: { bytes: Uint8Array; areas: readonly number[] },
): GradeCount[] {
  const counts = new Map(grades.map((grade) => [grade.category, { seatsTotal: 0, seatsAvailable: 0 }]));
  for (const seat of seats) {
    const count = counts.get(seat.category);
    if (!count) continue;
    count.seatsTotal += 1;
    if (packedStatusAt(bytes, seat.place) === 'available') count.seatsAvailable += 1;
  }
  for (const [area, { category, capacity }] of standing.entries()) {
    const count = counts.get(category);
    if (!count) continue;
    count.seatsTotal += capacity;
    count.seatsAvailable += areas[area] ?? 0;
  }
  return grades.map((grade) => ({
    ...grade,
    ...(counts.get(grade.category) ?? { seatsTotal: 0, seatsAvailable: 0 }),
  }));
}
