import type { HallSeat } from './hall';
import type { Grade } from './sale';
import { packedStatusAt } from './seat';

/** A grade with how many of its seats there are, and are left. */
export interface GradeCount extends Grade {
  seatsTotal: number;
  seatsAvailable: number;
}

/** Counts a hall's seats by grade, against a packed map. */
export function countByGrade(
  grades: readonly Grade[],
  seats: readonly HallSeat[],
  state: Uint8Array,
): GradeCount[] {
  const counts = new Map(grades.map((grade) => [grade.category, { seatsTotal: 0, seatsAvailable: 0 }]));
  for (const seat of seats) {
    const count = counts.get(seat.category);
    if (!count) continue;
    count.seatsTotal += 1;
    if (packedStatusAt(state, seat.place) === 'available') count.seatsAvailable += 1;
  }
  return grades.map((grade) => ({
    ...grade,
    ...(counts.get(grade.category) ?? { seatsTotal: 0, seatsAvailable: 0 }),
  }));
}
