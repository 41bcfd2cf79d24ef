import type { Hall } from '@/lib/domain/hall';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { Prisma } from '@/prisma/generated/client';

/** What a seat of a category costs. */
export interface NewGrade {
  category: string;
  name: string;
  /** Minor units of the schedule's currency. */
  priceMinor: number;
}

export type NewSchedule = Prisma.ScheduleUncheckedCreateInput & { id: string };

/**
 * Stores a schedule with its grades (dearest first, in the colours of the plan), all its seats, available, and its
 * standing areas. Refuses `GRADE_MISSING` when some of them would have no price, naming their categories.
 */
export async function importSchedule(
  db: Prisma.TransactionClient,
  schedule: NewSchedule,
  grades: readonly NewGrade[],
  hall: Hall,
): Promise<Result<null, { code: 'GRADE_MISSING'; categories: string[] }>> {
  const priced = new Set(grades.map((grade) => grade.category));
  const categories = new Set([...hall.seats, ...hall.standing].map(({ category }) => category));
  const missing = [...categories].filter((category) => !priced.has(category));
  if (missing.length > 0) return refused({ code: 'GRADE_MISSING', categories: missing });

  const colours = new Map(hall.categories.map(({ name, color }) => [name, color]));
  const used = grades.filter((grade) => categories.has(grade.category));
  await db.schedule.create({ data: schedule });
  await db.grade.createMany({
    data: used
      .toSorted((a, b) => b.priceMinor - a.priceMinor)
      .map((grade, position) => ({
        ...grade,
        scheduleId: schedule.id,
        colour: colours.get(grade.category) ?? '#8c96a8',
        position,
      })),
  });
  await db.standingArea.createMany({
    data: hall.standing.map(({ name, category, capacity }, area) => ({
      ...{ scheduleId: schedule.id, area, name, category, capacity },
    })),
  });
  const categoryOfPlace = hall.seats.map((seat) => seat.category);
  // One statement: a dome's 40,000 seats take a quarter of a second, row by row they would take a minute.
  await db.$executeRaw`
    INSERT INTO seats (schedule_id, place, category)
    SELECT ${schedule.id}, (seat.nth - 1)::integer, seat.category
    FROM unnest(${categoryOfPlace}::text[]) WITH ORDINALITY AS seat(category, nth)`;
  return granted(null);
}
