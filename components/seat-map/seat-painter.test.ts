import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drawSeats } from './draw';
import { drawHall } from './draw-hall';
import type { MapStage } from './map-stage';
import { SeatPainter } from './seat-painter';

let clock = 0;
/** What a drawing costs, milliseconds. */
let price = 0;

vi.mock('./canvas-size', () => ({
  fitCanvas: (canvas: { width: number }, size: { width: number }) => {
    canvas.width = size.width;
    return 1;
  },
}));
vi.mock('./draw', () => ({ detailAt: () => 'sections', drawSeats: vi.fn() }));
vi.mock('./draw-areas', () => ({ drawAreas: vi.fn() }));
vi.mock('./draw-hall', () => ({
  drawHall: vi.fn(() => {
    clock += price;
  }),
}));

function open() {
  const canvas = { width: 0, height: 0, style: { transform: '' } };
  const stage = {
    looks: 0,
    plates: [],
    state: { known: true },
    camera: { moving: false, size: { width: 390, height: 600 }, viewport: { scale: 1, x: 0, y: 0 } },
    scene: () => ({ hall: {}, viewport: stage.camera.viewport }),
  };
  const ctx = { setTransform: () => {}, clearRect: () => {} };
  const painter = new SeatPainter(
    stage as unknown as MapStage,
    canvas as unknown as HTMLCanvasElement,
    ctx as unknown as CanvasRenderingContext2D,
  );
  const frame = (changed: boolean) => {
    clock += 16;
    return painter.paint(clock, changed);
  };
  return { canvas, stage, frame };
}

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  clock = 1000;
  price = 30;
});

describe('a drawing that costs more than a frame', () => {
  it('is moved in the frame that answers a key, and made anew in the next', () => {
    const { canvas, stage, frame } = open();
    expect(frame(true)).toBe(false);
    stage.camera.viewport = { scale: 1, x: 80, y: 0 };
    expect(frame(true)).toBe(true);
    expect(canvas.style.transform).toBe('translate(80px, 0px) scale(1)');
    expect(drawHall).toHaveBeenCalledTimes(1);
    expect(frame(false)).toBe(false);
    expect(drawHall).toHaveBeenCalledTimes(2);
    expect(canvas.style.transform).toBe('');
  });

  it('is made anew at once when the canvas has another size, for that empties it', () => {
    const { stage, frame } = open();
    frame(true);
    stage.camera.size = { width: 400, height: 600 };
    stage.camera.viewport = { scale: 1, x: 5, y: 0 };
    expect(frame(true)).toBe(false);
    expect(drawHall).toHaveBeenCalledTimes(2);
  });

  it('is made anew at once when a seat changes and nothing moves', () => {
    const { stage, frame } = open();
    frame(true);
    stage.looks += 1;
    expect(frame(true)).toBe(false);
    expect(drawHall).toHaveBeenCalledTimes(2);
  });
});

it('draws nothing when a finger only rested on the map', () => {
  const { frame } = open();
  frame(true);
  expect(frame(true)).toBe(false);
  expect(drawHall).toHaveBeenCalledTimes(1);
});

it('draws a quick drawing at once', () => {
  price = 2;
  const { stage, frame } = open();
  frame(true);
  stage.camera.viewport = { scale: 2, x: 0, y: 0 };
  expect(frame(true)).toBe(false);
  expect(drawHall).toHaveBeenCalledTimes(2);
});

it('draws the hall alone while its seats are on their way, and all of it once they are there or late', () => {
  const { stage, frame } = open();
  stage.state.known = false;
  expect(frame(true)).toBe(true);
  expect(frame(false)).toBe(true);
  expect([vi.mocked(drawHall).mock.calls.length, vi.mocked(drawSeats).mock.calls.length]).toEqual([1, 0]);
  clock += 400;
  expect(frame(false)).toBe(false);
  expect(drawSeats).toHaveBeenCalledTimes(1);
  stage.state.known = true;
  stage.looks += 1;
  frame(true);
  expect(drawSeats).toHaveBeenCalledTimes(2);
});
