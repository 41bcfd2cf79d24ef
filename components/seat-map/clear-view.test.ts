import { describe, expect, it } from 'vitest';
import type { HallPicture } from '@/lib/domain/hall-picture';
import { fitPadding } from './camera';
import { clearInsets } from './clear-view';
import { type Bounds, fitTo, type Insets, noInsets, toScreen } from './geometry';
import { buildHallModel } from './hall-model';

/** Seats at these points, and a stage where one is named. */
function hallOf(points: [number, number][], stage?: { x: number; y: number; width: number; height: number }) {
  const picture: HallPicture = {
    ...{
      planId: 'p',
      name: 'Hall',
      width: 400,
      height: 400,
      seatCount: points.length,
      floors: [],
      standing: [],
    },
    categories: [{ name: 'R', color: '#111111' }],
    sections: [{ name: 'A' }],
    focalPoint: { x: 0, y: 0 },
    rows: [{ section: 0, floor: 0, label: '1', labelled: null }],
    seats: {
      row: points.map(() => 0),
      number: points.map((_, place) => String(place)),
      x: points.map(([x]) => x),
      y: points.map(([, y]) => y),
      radius: points.map(() => 10),
      category: points.map(() => 0),
      ...{ accessible: [], companion: [], restrictedView: [] },
    },
    areas: stage ? [{ shape: 'rectangle', rotation: 0, color: '', borderColor: '', ...stage }] : [],
  };
  return buildHallModel(picture, []);
}

const size = { width: 400, height: 400 };
const legend = { left: 12, top: 12, right: 56, bottom: 56 };
const zoom = { left: 344, top: 344, right: 388, bottom: 388 };
const tabs = { left: 12, top: 12, right: 380, bottom: 56 };
/** As a round hall has it: nothing in the corners. */
const cross: [number, number][] = [
  [200, 0],
  [0, 200],
  [400, 200],
  [200, 400],
];
const square: [number, number][] = [
  [0, 0],
  [400, 0],
  [0, 400],
  [400, 400],
];

function seatsUnder(points: [number, number][], insets: Insets, boxes: Bounds[]) {
  const view = fitTo(hallOf(points).bounds, size, fitPadding, insets);
  return points.filter(([x, y]) => {
    const at = toScreen(view, { x, y });
    return boxes.some((box) => at.x > box.left && at.x < box.right && at.y > box.top && at.y < box.bottom);
  });
}

describe('the whole hall', () => {
  it('uses all the room where only empty corners are covered', () => {
    expect(clearInsets(hallOf(cross), size, [legend, zoom])).toEqual(noInsets);
  });

  it('keeps clear of the edge where a seat would be covered, and only of that', () => {
    const lower = clearInsets(hallOf(square), size, [zoom]);
    expect(lower.top).toBe(0);
    expect(lower.bottom).toBeGreaterThan(0);
    const upper = clearInsets(hallOf([...cross, [0, 0]]), size, [legend, zoom]);
    expect(upper.bottom).toBe(0);
    expect(upper.top).toBeGreaterThan(0);
    expect(seatsUnder(square, clearInsets(hallOf(square), size, [legend, zoom]), [legend, zoom])).toEqual([]);
    expect(seatsUnder(square, noInsets, [legend, zoom])).toHaveLength(2);
  });

  it('shows the stage as well', () => {
    const deep: [number, number][] = [
      [0, 200],
      [400, 200],
      [200, 400],
    ];
    const hall = hallOf(deep, { x: 100, y: 0, width: 200, height: 60 });
    expect(clearInsets(hall, size, [tabs]).top).toBeGreaterThan(0);
    expect(clearInsets(hall, size, [legend])).toEqual(noInsets);
  });

  it('has nothing to keep clear of where nothing is over it', () => {
    expect(clearInsets(hallOf(square), size, [])).toEqual(noInsets);
  });
});
