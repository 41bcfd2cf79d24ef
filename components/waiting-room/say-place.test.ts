import { expect, test } from 'vitest';
import { isWorthSaying, type SaidPlace } from './say-place';

/** The places said of a way from 5,000 to the door, one step a second. */
function saidOnTheWay(step: number): number[] {
  const heard: number[] = [];
  let said: SaidPlace | null = null;
  for (let place = 5000, at = 0; place >= 1; place -= step, at += 1000) {
    if (!isWorthSaying(said, place, at)) continue;
    said = { place, at };
    heard.push(place);
  }
  return heard;
}

test('a way of thousands of steps is told in a few sentences, the last ones each', () => {
  const heard = saidOnTheWay(7);
  expect(heard[0]).toBe(5000);
  expect(heard.length).toBeLessThan(20);
  expect(heard.slice(-2)).toEqual([9, 2]);
  const slow = saidOnTheWay(1);
  expect(slow.filter((place) => place <= 10)).toEqual([10, 5, 3, 2, 1]);
  expect(slow.length).toBeLessThan(60);
});

test('a place farther back is said at once, the same one never again', () => {
  const said = { place: 20, at: 0 };
  expect(isWorthSaying(said, 400, 1)).toBe(true);
  expect(isWorthSaying(said, 20, 10_000_000)).toBe(false);
  expect(isWorthSaying(said, 19, 1000)).toBe(false);
  expect(isWorthSaying(said, 19, 120_000)).toBe(true);
});
