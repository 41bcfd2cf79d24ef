import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { planProblems } from './report';

it('has every problem explained in the manual, and no other', () => {
  const manual = readFileSync('docs/seating-plans.md', 'utf8');
  const explained = [...manual.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
  expect(explained.sort()).toEqual(Object.keys(planProblems).sort());
});
