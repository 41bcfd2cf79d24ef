import { describe, expect, it } from 'vitest';
import type { HallPicture } from '@/lib/domain/hall-picture';
import { firstFloor, floorsOverlap } from './floors';
import { buildHallModel } from './hall-model';
import { tapTarget } from './tap-target';

/** Stalls and a balcony of one row each, the balcony `below` hall units further down. */
function hallWith(below: number) {
  const picture: HallPicture = {
    ...{ planId: 'p', name: 'Hall', width: 200, height: 200, seatCount: 8, standing: [], areas: [] },
    floors: ['Stalls', 'Balcony'],
    categories: [{ name: 'R', color: '#111111' }],
    sections: [{ name: 'Stalls' }, { name: 'Balcony' }],
    focalPoint: { x: 0, y: 0 },
    rows: [0, 1].map((at) => ({ section: at, floor: at, label: '1', labelled: null })),
    seats: {
      row: [0, 0, 0, 0, 1, 1, 1, 1],
      number: ['1', '2', '3', '4', '1', '2', '3', '4'],
      x: [0, 24, 48, 72, 2, 26, 50, 74],
      y: [0, 0, 0, 0, below, below, below, below],
      radius: new Array(8).fill(10),
      category: new Array(8).fill(0),
      ...{ accessible: [], companion: [], restrictedView: [7] },
    },
  };
  return buildHallModel(picture, []);
}

describe('floors', () => {
  it('are shown together where none hides another, one at a time where one does', () => {
    expect(floorsOverlap(hallWith(60))).toBe(false);
    expect(firstFloor(hallWith(60))).toBeNull();
    expect(floorsOverlap(hallWith(4))).toBe(true);
    expect(firstFloor(hallWith(4))).toBe(0);
  });

  it('take a tap only where they are shown', () => {
    const hall = hallWith(4);
    const at = { x: 26, y: 4 };
    const viewport = { scale: 1, x: 0, y: 0 };
    expect(tapTarget({ hall, floor: 1 }, viewport, at, false)).toEqual({ type: 'seat', place: 5 });
    expect(tapTarget({ hall, floor: 0 }, viewport, at, false)).toEqual({ type: 'seat', place: 1 });
  });

  it('of seats are known, and so is where the view is restricted', () => {
    const hall = hallWith(60);
    expect([...hall.floor]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(hall.sections.map(({ floor }) => floor)).toEqual([0, 1]);
    expect([...hall.restrictedView]).toEqual([7]);
  });
});
