import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BestAvailableWish, bestAvailable } from './best-available';
import type { SeatBlock } from './seat-blocks';

const rowLength = 12;

/** Rows of 12 behind each other, the stage in front of the middle. */
function hall(rows: number): Pick<BestAvailableWish, 'blocks' | 'x' | 'y' | 'focalPoint'> {
  const places = Array.from({ length: rows * rowLength }, (_, i) => i);
  return {
    blocks: Array.from(
      { length: rows },
      (_, row): SeatBlock => ({
        row,
        places: places.slice(row * rowLength, (row + 1) * rowLength),
      }),
    ),
    x: places.map((place) => (place % rowLength) * 20),
    y: places.map((place) => 40 + Math.floor(place / rowLength) * 24),
    focalPoint: { x: ((rowLength - 1) * 20) / 2, y: 0 },
  };
}

const everything = { isFree: () => true, isWanted: () => true, random: () => 0 };

/** By trying every window of every row: is there one, and one that leaves nobody alone? */
function byBruteForce(occupied: (place: number) => boolean, size: number) {
  const free = (i: number) => i >= 0 && i < rowLength && !occupied(i);
  const found = { together: false, clean: false };
  for (let start = 0; start + size <= rowLength; start += 1) {
    const window = Array.from({ length: size }, (_, i) => start + i);
    if (!window.every(free)) continue;
    found.together = true;
    const left = free(start - 1) && !free(start - 2);
    const right = free(start + size) && !free(start + size + 1);
    if (!left && !right) found.clean = true;
  }
  return found;
}

test('every occupancy of a row of 12, parties of 1 to 6: together where it can be, nobody left alone where it can be', () => {
  const row = hall(1);
  for (let occupancy = 0; occupancy < 1 << rowLength; occupancy += 1) {
    const occupied = (place: number) => (occupancy & (1 << place)) !== 0;
    const free = row.blocks[0]?.places.filter((place) => !occupied(place)) ?? [];
    for (let quantity = 1; quantity <= 6; quantity += 1) {
      const random = () => ((occupancy * 7 + quantity) % 97) / 97;
      const best = bestAvailable({
        ...row,
        quantity,
        isFree: (p) => !occupied(p),
        isWanted: () => true,
        random,
      });
      const wanted = byBruteForce(occupied, quantity);
      if (free.length < quantity) {
        expect(best).toBeNull();
        continue;
      }
      expect(best?.together).toBe(wanted.together);
      expect(new Set(best?.places).size).toBe(quantity);
      expect(best?.places.some(occupied)).toBe(false);
      if (!wanted.clean) continue;
      const [start = 0] = best?.places ?? [];
      const isFree = (i: number) => i >= 0 && i < rowLength && !occupied(i);
      expect(isFree(start - 1) && !isFree(start - 2)).toBe(false);
      expect(isFree(start + quantity) && !isFree(start + quantity + 1)).toBe(false);
    }
  }
}, 60_000);

test('the best of an empty hall is in front of the middle of the stage', () => {
  expect(bestAvailable({ ...hall(10), ...everything, quantity: 2 })?.places).toEqual([5, 6]);
});

test('a party of five that finds no five is split into near groups without a lone person', () => {
  const free = new Set([0, 1, 2, 14, 15, 40]);
  const best = bestAvailable({ ...hall(4), ...everything, quantity: 5, isFree: (place) => free.has(place) });
  expect(best).toEqual({ places: [0, 1, 2, 14, 15], together: false });
});

test('only seats that are wanted, however good the others', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.nat(71)),
      fc.double({ min: 0, max: 0.99 }),
      (quantity, unwanted, drawn) => {
        const not = new Set(unwanted);
        const isWanted = (place: number) => !not.has(place);
        const best = bestAvailable({ ...hall(6), ...everything, quantity, isWanted, random: () => drawn });
        expect(best?.places.every(isWanted)).toBe(true);
      },
    ),
  );
});

test('askers at the same moment are spread over near-equal choices', () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const first = Array.from({ length: 200 }, () =>
    bestAvailable({ ...hall(40), ...everything, quantity: 2, random }),
  );
  expect(new Set(first.map((best) => best?.places[0])).size).toBeGreaterThan(10);
});
