import { compileHall, type Hall } from '@/lib/domain/hall';
import { readSeatingPlan } from '@/lib/domain/read-seating-plan';
import type { InputIssue } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import type { Prisma } from '@/prisma/generated/client';

/** A seating plan to be stored; `json` comes from anybody's file. */
export interface NewPlan {
  id: string;
  venueId: string;
  json: unknown;
}

/**
 * Stores a seating plan and answers its hall. Refuses `PLAN_INVALID` with the defects found.
 * Throws where PostgreSQL does, also when the id is taken: a stored plan never changes.
 */
export async function importPlan(
  db: Prisma.TransactionClient,
  plan: NewPlan,
): Promise<Result<Hall, { code: 'PLAN_INVALID'; issues: InputIssue[] }>> {
  const read = readSeatingPlan(plan.json);
  if (!read.ok) return read;
  const hall = compileHall(read.value);
  await db.$executeRaw`
    INSERT INTO seating_plans (id, venue_id, name, plan, seat_count)
    VALUES (${plan.id}, ${plan.venueId}, ${hall.name}, ${JSON.stringify(read.value)}::jsonb, ${hall.seats.length})`;
  return granted(hall);
}
