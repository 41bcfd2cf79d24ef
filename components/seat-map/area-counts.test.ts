import { expect, test } from 'vitest';
import { AreaCounts } from './area-counts';

test('counts are taken whole and in changes; what looks otherwise is told apart from mere numbers', () => {
  const counts = new AreaCounts(2);
  const heard: boolean[] = [];
  counts.subscribe((looks) => heard.push(looks));
  expect(counts.known).toBe(false);
  counts.replace(
    new Map([
      [0, 12],
      [1, 1],
      [7, 3],
    ]),
  );
  counts.apply([[0, 11]]);
  counts.apply([
    [1, 0],
    [5, 9],
    [-1, 4],
  ]);
  counts.apply([[1, 0]]);
  counts.setMine([{ area: 1, quantity: 2 }]);
  counts.setMine([{ area: 1, quantity: 2 }]);
  expect(heard).toEqual([true, false, true, true]);
  expect([counts.known, counts.freeIn(0), counts.freeIn(1), counts.freeIn(5)]).toEqual([true, 11, 0, 0]);
  expect([counts.mineIn(1), counts.freeInAll, counts.version]).toEqual([2, 11, 4]);
  counts.setMine([]);
  expect(counts.mineIn(1)).toBe(0);
});
