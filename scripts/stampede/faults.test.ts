import { expect, test } from 'vitest';
import { chance } from './chance.mjs';
import { faultKinds } from './fault-kinds.mjs';
import { faultPlan, pace } from './faults.mjs';

function firstOf(seed: number, count: number): string[] {
  const plan = faultPlan(faultKinds, chance(seed));
  return Array.from({ length: count }, () => String(plan.next().value));
}

test('the same seed gives the same plan, another seed another', () => {
  expect(firstOf(7, 60)).toEqual(firstOf(7, 60));
  expect(firstOf(7, 60)).not.toEqual(firstOf(8, 60));
});

test('every kind has its turn in each round', () => {
  const kinds = faultKinds.length;
  const plan = firstOf(3, 2 * kinds);
  expect(new Set(plan.slice(0, kinds)).size).toBe(kinds);
  expect(new Set(plan.slice(kinds)).size).toBe(kinds);
});

test('what waits for each other is spread over a round', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const apps = firstOf(seed, faultKinds.length).flatMap((kind, at) =>
      kind.startsWith('app-') ? [at] : [],
    );
    expect(apps).toHaveLength(4);
    // One in each quarter, which the others' chances move by a few places.
    for (const [nth, at] of apps.entries()) expect(Math.abs(at - 4.5 * nth - 2.25)).toBeLessThan(5.5);
  }
});

test('one comes every five seconds at least, closer in a short run so that all come', () => {
  expect(pace(18, 0)).toBe(5000);
  expect(pace(18, 300)).toBe(5000);
  expect(18 * pace(18, 55)).toBeLessThan(55_000);
  expect(pace(18, 10)).toBe(2000);
});
