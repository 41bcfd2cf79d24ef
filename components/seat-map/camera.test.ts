import { beforeEach, describe, expect, it } from 'vitest';
import { Camera } from './camera';
import { toHall } from './geometry';

const hall = { left: 0, top: 0, right: 2000, bottom: 1000 };

describe('the camera', () => {
  let drawn = 0;
  let camera: Camera;
  beforeEach(() => {
    drawn = 0;
    camera = new Camera(hall, 24, () => {
      drawn += 1;
    });
    camera.resize({ width: 800, height: 600 });
  });

  /** Lets frames pass until it stands still; returns the time it took. */
  function settle(): number {
    const begun = performance.now();
    let now = begun;
    while (camera.step(now) && now - begun < 10_000) now += 16;
    return now - begun;
  }

  it('shows the whole hall at first and asks to be drawn', () => {
    expect(camera.zoom).toBe(1);
    expect(drawn).toBeGreaterThan(0);
    expect(toHall(camera.viewport, { x: 400, y: 300 })).toEqual({ x: 1000, y: 500 });
  });

  it('arrives where it was flying to although the map gets another size on the way', () => {
    camera.flyToPoint({ x: 1500, y: 300 }, 1.5);
    camera.resize({ width: 800, height: 400 });
    settle();
    expect(camera.viewport.scale).toBe(1.5);
    const middle = toHall(camera.viewport, { x: 400, y: 200 });
    expect(middle.x).toBeCloseTo(1500);
    expect(middle.y).toBeCloseTo(300);
  });

  it('keeps its middle when the map gets another size', () => {
    camera.set({ scale: 2, x: -1000, y: -500 });
    const middle = toHall(camera.viewport, { x: 400, y: 300 });
    camera.resize({ width: 500, height: 700 });
    const after = toHall(camera.viewport, { x: 250, y: 350 });
    expect(after.x).toBeCloseTo(middle.x);
    expect(after.y).toBeCloseTo(middle.y);
  });

  it('shows the whole hall again when that was shown before the size changed', () => {
    camera.resize({ width: 300, height: 600 });
    expect(camera.zoom).toBe(1);
  });

  it('flies to a section and arrives', () => {
    camera.flyToBounds({ left: 100, top: 100, right: 400, bottom: 300 });
    expect(camera.moving).toBe(true);
    expect(settle()).toBeLessThan(500);
    expect(camera.moving).toBe(false);
    const middle = toHall(camera.viewport, { x: 400, y: 300 });
    expect(middle.x).toBeCloseTo(250, 0);
    expect(middle.y).toBeCloseTo(200, 0);
  });

  it('zooms no nearer than a thumb needs and no further than the hall', () => {
    camera.zoomBy(1000, { x: 1, y: 1 });
    expect(camera.viewport.scale).toBe(camera.range.max);
    camera.zoomBy(0.0001, { x: 1, y: 1 });
    expect(camera.zoom).toBe(1);
  });

  it('glides on after a throw and comes to rest', () => {
    camera.set({ scale: 2, x: -1000, y: -500 });
    camera.throwWith(-1, 0, performance.now());
    const before = camera.viewport.x;
    const took = settle();
    expect(camera.viewport.x).toBeLessThan(before - 50);
    expect(took).toBeLessThan(3000);
  });

  it('neither flies nor glides for people who want less motion', () => {
    camera.calm = true;
    camera.flyBy(2);
    expect(camera.moving).toBe(false);
    expect(camera.zoom).toBeCloseTo(2);
    camera.throwWith(-5, 0, performance.now());
    expect(camera.moving).toBe(false);
  });
});
