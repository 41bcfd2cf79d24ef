import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OrphanRule, orphanFinding } from './orphan-rule';
import type { SeatBlock } from './seat-blocks';

const block = (length: number, row = 0, from = 0): SeatBlock => ({
  row,
  places: Array.from({ length }, (_, i) => from + i),
});

/** Seats of a block left alone by `taken`, counting walls and aisles as taken. */
function alone(places: readonly number[], taken: ReadonlySet<number>): number[] {
  return places.filter((place, i) => {
    const neighbours = [places[i - 1], places[i + 1]];
    const blocked = neighbours.every((next) => next === undefined || taken.has(next));
    return !taken.has(place) && blocked;
  });
}

/** The rule said again by trying every choice: slow, and with nothing of the code it checks. */
function byBruteForce(
  rule: OrphanRule,
  blocks: SeatBlock[],
  selection: number[],
  occupied: Set<number>,
): boolean {
  const all = blocks.flatMap(({ places }) => places);
  const newAlone = (chosen: number[]) =>
    blocks.flatMap(({ places }) => {
      const before = new Set(alone(places, occupied));
      return alone(places, new Set([...occupied, ...chosen])).filter((place) => !before.has(place));
    });
  const runOf = (place: number) => {
    const home = blocks.find(({ places }) => places.includes(place))?.places ?? [];
    let [from, to] = [home.indexOf(place), home.indexOf(place)];
    while (from > 0 && !occupied.has(home[from - 1] ?? -1)) from -= 1;
    while (to < home.length - 1 && !occupied.has(home[to + 1] ?? -1)) to += 1;
    return home.slice(from, to + 1);
  };
  for (const orphan of newAlone(selection)) {
    const run = runOf(orphan);
    const mine = selection.filter((place) => run.includes(place));
    const touched = new Set(selection.flatMap(runOf));
    const elsewhere = all.filter((place) => !occupied.has(place) && !touched.has(place));
    const field = rule === 'strict' ? [run, ...new Set(elsewhere.map((p) => runOf(p).join()))] : [run];
    const choices = field.flatMap((each) => {
      const places = typeof each === 'string' ? each.split(',').map(Number) : each;
      return places.flatMap((_, start) => {
        const choice = places.slice(start, start + mine.length);
        return choice.length === mine.length ? [choice] : [];
      });
    });
    const rest = selection.filter((place) => !mine.includes(place));
    const others = new Set(newAlone(rest));
    if (choices.some((choice) => newAlone([...choice, ...rest]).every((place) => others.has(place))))
      return true;
  }
  return false;
}

test.each(['lenient', 'strict'] as const)('%s: every occupancy of up to 9 seats, every selection', (rule) => {
  for (let length = 1; length <= 9; length += 1) {
    const blocks = [block(length)];
    for (let occupancy = 0; occupancy < 1 << length; occupancy += 1) {
      const occupied = new Set(Array.from({ length }, (_, i) => i).filter((i) => occupancy & (1 << i)));
      const free = Array.from({ length }, (_, i) => i).filter((i) => !occupied.has(i));
      for (let choice = 1; choice < 1 << free.length; choice += 1) {
        const selection = free.filter((_, i) => choice & (1 << i));
        if (selection.length > 4) continue;
        const finding = orphanFinding(rule, blocks, selection, (place) => occupied.has(place));
        const wanted = byBruteForce(rule, blocks, selection, occupied);
        if ((finding !== null) !== wanted)
          throw new Error(JSON.stringify({ length, occupied: [...occupied], selection, finding }));
      }
    }
  }
});

test.each(['lenient', 'strict'] as const)(
  '%s: every occupancy of 10 to 12 seats, choices side by side',
  (rule) => {
    for (const length of [10, 11, 12]) {
      const blocks = [block(length)];
      for (let occupancy = 0; occupancy < 1 << length; occupancy += 1) {
        const occupied = new Set(Array.from({ length }, (_, i) => i).filter((i) => occupancy & (1 << i)));
        for (let start = 0; start < length; start += 1) {
          for (let size = 1; size <= 4 && start + size <= length; size += 1) {
            const selection = Array.from({ length: size }, (_, i) => start + i);
            if (selection.some((place) => occupied.has(place))) continue;
            const finding = orphanFinding(rule, blocks, selection, (place) => occupied.has(place));
            expect(finding !== null).toBe(byBruteForce(rule, blocks, selection, occupied));
          }
        }
      }
    }
  },
  60_000,
);

test('rows of several blocks: strict looks over the whole row, lenient at the run', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(4095),
      fc.nat(4095),
      fc.constantFrom('lenient' as const, 'strict' as const),
      (left, right, occupancy, choice, rule) => {
        const blocks = [block(left), block(right, 0, left)];
        const all = blocks.flatMap(({ places }) => places);
        const occupied = new Set(all.filter((place) => occupancy & (1 << place)));
        const selection = all.filter((place) => choice & (1 << place) && !occupied.has(place)).slice(0, 4);
        const finding = orphanFinding(rule, blocks, selection, (place) => occupied.has(place));
        expect(finding !== null).toBe(byBruteForce(rule, blocks, selection, occupied));
      },
    ),
    { numRuns: 5000 },
  );
});

test('what is offered instead is free, side by side, of the same size and legal', () => {
  fc.assert(
    fc.property(fc.nat(4095), fc.nat(4095), (occupancy, choice) => {
      const blocks = [block(12)];
      const occupied = (place: number) => (occupancy & (1 << place)) !== 0;
      const selection = block(12)
        .places.filter((place) => choice & (1 << place) && !occupied(place))
        .slice(0, 4);
      const finding = orphanFinding('strict', blocks, selection, occupied);
      if (!finding) return;
      expect(finding.instead.some(occupied)).toBe(false);
      expect(
        finding.instead.every((place, i) => i === 0 || place === (finding.instead[i - 1] ?? 0) + 1),
      ).toBe(true);
      expect(finding.orphans.length).toBeGreaterThan(0);
    }),
  );
});

test('the rule is off, or the last seats of a row are bought: nothing is refused', () => {
  expect(orphanFinding('off', [block(3)], [1], () => false)).toBeNull();
  expect(orphanFinding('strict', [block(2)], [0], () => false)).toBeNull();
  expect(orphanFinding('strict', [block(3)], [1], () => false)).toEqual({ orphans: [0, 2], instead: [0] });
});
