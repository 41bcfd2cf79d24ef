import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps } from './overlap';

const show = (from: number, to: number) => ({ startsAt: new Date(from), endsAt: new Date(to) });

test.each([
  ['the same time', show(10, 20), true],
  ['inside', show(12, 15), true],
  ['around', show(5, 25), true],
  ['the last instant', show(19, 30), true],
  ['the first instant', show(0, 11), true],
  ['right after', show(20, 30), false],
  ['right before', show(0, 10), false],
  ['later', show(21, 30), false],
])('a show from 10 to 20 and %s', (_, other, expected) => {
  expect(overlaps(show(10, 20), other)).toBe(expected);
});

test('overlapping is mutual, and means an instant that both shows are on', () => {
  const anyShow = fc
    .tuple(fc.nat(30), fc.integer({ min: 1, max: 10 }))
    .map(([at, long]) => show(at, at + long));
  fc.assert(
    fc.property(anyShow, anyShow, (a, b) => {
      const on = (at: number, { startsAt, endsAt }: typeof a) =>
        startsAt.getTime() <= at && at < endsAt.getTime();
      const shared = Array.from({ length: 41 }, (__, at) => at).some((at) => on(at, a) && on(at, b));
      expect(overlaps(a, b)).toBe(shared);
      expect(overlaps(b, a)).toBe(shared);
    }),
  );
});
