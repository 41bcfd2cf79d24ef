import { describe, expect, it } from 'vitest';
import type { HallPicture } from '@/lib/domain/hall-picture';
import { buildHallModel } from './hall-model';
import { nearestFree } from './nearest-free';
import { tapTarget } from './tap-target';
import { nextSeat, rowsOfSection } from './twin-rows';

/** Two sections; the first has its row "1" in two pieces beside an aisle. */
const picture: HallPicture = {
  planId: 'p',
  name: 'Hall',
  width: 400,
  height: 200,
  seatCount: 9,
  categories: [
    { name: 'front', color: '#111111' },
    { name: 'rear', color: '#222222' },
  ],
  sections: [{ name: 'Floor' }, { name: 'Balcony' }],
  floors: [],
  focalPoint: { x: 60, y: 0 },
  rows: [
    { section: 0, floor: 0, label: '1', labelled: null },
    { section: 0, floor: 0, label: '1', labelled: null },
    { section: 0, floor: 0, label: '2', labelled: null },
    { section: 1, floor: 0, label: '1', labelled: null },
  ],
  seats: {
    row: [0, 0, 1, 1, 2, 2, 3, 3, 3],
    number: ['1', '2', '3', '4', '1', '2', '1', '2', '3'],
    x: [0, 24, 96, 120, 0, 24, 0, 24, 48],
    y: [0, 0, 0, 0, 28, 28, 140, 140, 140],
    radius: [10, 10, 10, 10, 10, 10, 10, 10, 10],
    category: [0, 0, 0, 0, 0, 0, 1, 1, 1],
    accessible: [5],
    companion: [],
    restrictedView: [],
  },
  standing: [],
  areas: [],
};
const price = { amount: 100, currency: 'KRW' };
const hall = buildHallModel(picture, [{ category: 'front', name: 'VIP', colour: '#ff0000', price }]);

describe('a hall prepared for the map', () => {
  it('knows grades, colours and what is not on sale', () => {
    expect(hall.grades.map((grade) => grade?.name ?? null)).toEqual(['VIP', null]);
    expect(hall.colours).toEqual(['#ff0000', '#222222']);
  });

  it('knows sections, their size and the usual distance of seats', () => {
    expect(hall.pitch).toBe(24);
    expect(hall.sections.map(({ seatCount }) => seatCount)).toEqual([6, 3]);
    expect(hall.sections[1]?.bounds).toEqual({ left: 0, right: 48, top: 140, bottom: 140 });
  });

  it('has a short name for sections where there is little room', () => {
    const named = { ...picture, sections: [{ name: '플로어 A2구역' }, { name: '구역' }] };
    expect(buildHallModel(named, []).sections.map(({ shortName }) => shortName)).toEqual(['A2', '구역']);
  });

  it('tells short names apart by the floor, and where that does not help leaves them long', () => {
    const shortNames = (names: string[], floors: number[]) => {
      const sections = names.map((name) => ({ name }));
      const rows = floors.map((floor, section) => ({ section, floor, label: '1', labelled: null }));
      const seats = { ...picture.seats, row: [0, 0, 1, 1, 2, 2, 3, 3, 3] };
      return buildHallModel({ ...picture, sections, rows, seats }, []).sections.map(
        ({ shortName }) => shortName,
      );
    };
    const names = ['1층 A구역', '1층 B구역', '2층 발코니 A구역', '3층 발코니 A구역'];
    expect(shortNames(names, [0, 0, 1, 2])).toEqual(['1A', 'B', '2A', '3A']);
    expect(shortNames(['East A', 'West A', 'C', 'D'], [0, 0, 0, 0])).toEqual(['East A', 'West A', 'C', 'D']);
  });

  it('joins the pieces of a row', () => {
    expect(rowsOfSection(hall, 0)).toEqual([
      { label: '1', places: [0, 1, 2, 3] },
      { label: '2', places: [4, 5] },
    ]);
  });

  it('leads arrow keys along rows and to the nearest seat of the next', () => {
    const rows = rowsOfSection(hall, 0);
    const from = { row: 0, place: 1 };
    expect(nextSeat(rows, from, 'ArrowRight', hall.x)).toEqual({ row: 0, place: 2 });
    expect(nextSeat(rows, { row: 0, place: 3 }, 'ArrowRight', hall.x)).toEqual({ row: 0, place: 3 });
    expect(nextSeat(rows, from, 'ArrowDown', hall.x)).toEqual({ row: 1, place: 5 });
    expect(nextSeat(rows, from, 'ArrowUp', hall.x)).toEqual(from);
    expect(nextSeat(rows, from, 'End', hall.x)).toEqual({ row: 0, place: 3 });
    expect(nextSeat(rows, from, 'a', hall.x)).toBeNull();
  });

  it('offers near free seats, those of the same category and kind first', () => {
    const codes = Uint8Array.from([0, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(nearestFree(hall, codes, 1, 3)).toEqual([0, 4, 2]);
    expect(nearestFree(hall, Uint8Array.from([1, 1, 1, 1, 1, 1, 0, 1, 0]), 1, 3)).toEqual([6, 8]);
  });
});

describe('a tap on the map', () => {
  const at = (scale: number) => ({ scale, x: 0, y: 0 });

  it('means a section from far', () => {
    expect(tapTarget({ hall, floor: null }, at(0.2), { x: 1, y: 28 }, true)).toMatchObject({
      type: 'section',
      section: 1,
    });
  });

  it('means to come nearer when a finger could not tell the seats apart, though a mouse could', () => {
    expect(tapTarget({ hall, floor: null }, at(0.6), { x: 14, y: 0 }, true).type).toBe('nearer');
    expect(tapTarget({ hall, floor: null }, at(0.6), { x: 14, y: 0 }, false)).toEqual({
      type: 'seat',
      place: 1,
    });
  });

  it('means the seat from near', () => {
    expect(tapTarget({ hall, floor: null }, at(2), { x: 55, y: 6 }, true)).toEqual({
      type: 'seat',
      place: 1,
    });
    expect(tapTarget({ hall, floor: null }, at(2), { x: 120, y: 6 }, true)).toEqual({ type: 'nothing' });
  });
});
