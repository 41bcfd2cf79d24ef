import { expect, it } from 'vitest';
import { compileHall } from '@/lib/domain/hall';
import { repairSeatingPlan } from '@/lib/domain/repair-seating-plan';
import { drawStadium } from './stadium';

it('is a stadium of 80,000 seats without a defect, all of them on the plan', () => {
  const repaired = repairSeatingPlan(JSON.parse(JSON.stringify(drawStadium())));
  if (!repaired.ok) throw new Error(JSON.stringify(repaired.refusal.issues));
  expect(repaired.value.counts).toEqual({});
  const hall = compileHall(repaired.value.plan);
  expect(hall.seats).toHaveLength(80_000);
  expect(hall.sections.length).toBeGreaterThan(200);
});
