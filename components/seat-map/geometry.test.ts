import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  between,
  centredOn,
  clampToHall,
  fitTo,
  type Size,
  toHall,
  toScreen,
  visibleBounds,
  zoomAt,
} from './geometry';

const size: Size = { width: 400, height: 300 };
const hall = { left: -100, top: 50, right: 900, bottom: 550 };
const range = { min: 0.1, max: 10 };
const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
const viewport = fc.record({
  scale: fc.double({ min: 0.1, max: 10, noNaN: true }),
  x: coordinate,
  y: coordinate,
});

describe('where the hall lies on the screen', () => {
  it('goes there and back', () => {
    fc.assert(
      fc.property(viewport, coordinate, coordinate, (view, x, y) => {
        const back = toHall(view, toScreen(view, { x, y }));
        expect(back.x).toBeCloseTo(x, 4);
        expect(back.y).toBeCloseTo(y, 4);
      }),
    );
  });

  it('shows the whole hall with room around it', () => {
    const view = fitTo(hall, size, 20);
    const topLeft = toScreen(view, { x: hall.left, y: hall.top });
    const bottomRight = toScreen(view, { x: hall.right, y: hall.bottom });
    expect(topLeft.x).toBeCloseTo(20);
    expect(bottomRight.x).toBeCloseTo(380);
    expect(topLeft.y).toBeGreaterThanOrEqual(20);
    expect(bottomRight.y).toBeLessThanOrEqual(280);
  });

  it('brings a point to the middle', () => {
    const at = toScreen(centredOn({ x: 7, y: 9 }, 3, size), { x: 7, y: 9 });
    expect(at).toEqual({ x: 200, y: 150 });
  });

  it('names what is on the screen', () => {
    const seen = visibleBounds({ scale: 2, x: 10, y: 20 }, size, 4);
    expect(seen).toEqual({ left: -7, top: -12, right: 197, bottom: 142 });
  });
});

describe('zooming', () => {
  it('keeps what is under the pointer in its place, within the range', () => {
    const anchor = { x: 120, y: 80 };
    fc.assert(
      fc.property(viewport, fc.double({ min: 0.01, max: 100, noNaN: true }), (view, factor) => {
        const under = toHall(view, anchor);
        const zoomed = zoomAt(view, anchor, factor, range);
        expect(zoomed.scale).toBeGreaterThanOrEqual(range.min);
        expect(zoomed.scale).toBeLessThanOrEqual(range.max);
        const after = toScreen(zoomed, under);
        expect(after.x).toBeCloseTo(anchor.x, 3);
        expect(after.y).toBeCloseTo(anchor.y, 3);
      }),
    );
  });
});

describe('panning', () => {
  it('never loses the hall, and leaves a hall that fits in the middle', () => {
    fc.assert(
      fc.property(viewport, (view) => {
        const kept = clampToHall(view, hall, size, range);
        const left = toScreen(kept, { x: hall.left, y: hall.top });
        const right = toScreen(kept, { x: hall.right, y: hall.bottom });
        expect(left.x).toBeLessThanOrEqual(size.width / 2 + 0.01);
        expect(right.x).toBeGreaterThanOrEqual(size.width / 2 - 0.01);
        expect(left.y).toBeLessThanOrEqual(size.height / 2 + 0.01);
        expect(right.y).toBeGreaterThanOrEqual(size.height / 2 - 0.01);
        if (right.x - left.x <= size.width) expect((left.x + right.x) / 2).toBeCloseTo(size.width / 2, 3);
      }),
    );
  });

  it('changes nothing that is already right', () => {
    const view = clampToHall({ scale: 2, x: -300, y: -200 }, hall, size, range);
    expect(clampToHall(view, hall, size, range)).toEqual(view);
  });
});

describe('a flight', () => {
  it('begins and ends where it should', () => {
    const from = centredOn({ x: 0, y: 0 }, 0.5, size);
    const to = centredOn({ x: 400, y: 300 }, 6, size);
    for (const [t, end] of [
      [0, from],
      [1, to],
    ] as const) {
      const view = between(from, to, t, size);
      expect(view.scale).toBeCloseTo(end.scale, 6);
      expect(view.x).toBeCloseTo(end.x, 3);
      expect(view.y).toBeCloseTo(end.y, 3);
    }
  });
});
