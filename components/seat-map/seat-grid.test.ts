import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSeatGrid, nearestSeat, visitSeats } from './seat-grid';

const bounds = { left: 0, top: 0, right: 1000, bottom: 600 };
const seats = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 600 }) }),
  { maxLength: 300 },
);

function gridOf(points: { x: number; y: number }[]) {
  const x = Float32Array.from(points, (point) => point.x);
  const y = Float32Array.from(points, (point) => point.y);
  return { grid: buildSeatGrid(x, y, bounds, 70), x, y };
}

describe('seats by square', () => {
  it('has every seat exactly once', () => {
    fc.assert(
      fc.property(seats, (points) => {
        const { grid } = gridOf(points);
        const found: number[] = [];
        visitSeats(grid, bounds, (place) => found.push(place));
        expect(found.sort((a, b) => a - b)).toEqual(points.map((_, place) => place));
      }),
    );
  });

  it('finds all seats inside a rectangle, also one that reaches beyond the hall', () => {
    const corner = fc.integer({ min: -200, max: 1200 });
    fc.assert(
      fc.property(seats, corner, corner, (points, a, b) => {
        const { grid } = gridOf(points);
        const part = { left: Math.min(a, b), right: Math.max(a, b), top: 100, bottom: 300 };
        const found = new Set<number>();
        visitSeats(grid, part, (place) => found.add(place));
        for (const [place, { x, y }] of points.entries()) {
          const inside = x >= part.left && x <= part.right && y >= part.top && y <= part.bottom;
          if (inside) expect(found.has(place)).toBe(true);
        }
      }),
    );
  });

  it('finds the same nearest seat as looking at each one', () => {
    fc.assert(
      fc.property(
        seats,
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 600 }),
        (points, px, py) => {
          const { grid, x, y } = gridOf(points);
          const away = (place: number) => Math.hypot((x[place] ?? 0) - px, (y[place] ?? 0) - py);
          const near = points.map((_, place) => away(place)).filter((distance) => distance <= 40);
          const found = nearestSeat(grid, x, y, { x: px, y: py }, 40);
          if (near.length === 0) expect(found).toBeNull();
          else expect(away(found ?? -1)).toBeCloseTo(Math.min(...near), 4);
        },
      ),
    );
  });

  it('sorts 80,000 seats in a moment', () => {
    const points = Array.from({ length: 80_000 }, (_, index) => ({ x: index % 1000, y: (index / 1000) | 0 }));
    const before = performance.now();
    const { grid, x, y } = gridOf(points);
    expect(performance.now() - before).toBeLessThan(500);
    expect(nearestSeat(grid, x, y, { x: 500.2, y: 30.1 }, 5)).toBe(30_500);
  });
});
