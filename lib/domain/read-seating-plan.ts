import type { InputIssue } from './refusals';
import { granted, type Result, refused } from './result';
import { maxSeats, type SeatingPlan, seatingPlan } from './seating-plan';
import { planDefects, sizeDefects } from './seating-plan-defects';

/** More defects than this help nobody. */
const maxIssues = 100;

/**
 * A seating plan from parsed JSON of any origin.
 * Refuses `PLAN_INVALID` with the defects found (at most 100), each with its path, e.g. `zones.0.rows.3.seats.2.category`.
 */
export function readSeatingPlan(
  json: unknown,
): Result<SeatingPlan, { code: 'PLAN_INVALID'; issues: InputIssue[] }> {
  // Counted before anything is parsed: a plan of a million wrong seats must not become a million messages.
  const tooLarge = sizeDefects(json, maxSeats);
  if (tooLarge.length > 0) return refused({ code: 'PLAN_INVALID', issues: tooLarge });
  const parsed = seatingPlan.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, maxIssues)
      .map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    return refused({ code: 'PLAN_INVALID', issues });
  }
  const issues = planDefects(parsed.data).slice(0, maxIssues);
  return issues.length > 0 ? refused({ code: 'PLAN_INVALID', issues }) : granted(parsed.data);
}
